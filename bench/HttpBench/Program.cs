using ImpactService.HttpBench;

switch (args)
{
    case ["api", _, ..]:
        return await BenchApi.RunAsync(args[1..]);
    case ["load", _, _, _, _, _]:
        return OpenLoop.Run(args[1..]);
    case ["estimator", _, _]:
        return await EstimatorTime.RunAsync(args[1], args[2]);
    case ["feed"]:
        return await FeedTime.RunAsync();
    case ["access"]:
        return await AccessTime.RunAsync();
    default:
        await Console.Error.WriteLineAsync("usage: HttpBench api SYMBOL [service options] | load PORT PATH BODY RATE SECONDS | estimator DATA_DIR SYMBOL | feed | access");
        return 2;
}
