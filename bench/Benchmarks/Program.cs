using ImpactService.Benchmarks.Learner;
using ImpactService.Benchmarks.Market;

if (args is ["learner", ..])
    return LearnerBench.Run(args[1..]);
if (args is ["market", ..])
    return MarketBench.Run(args[1..]);
if (args is ["limit", ..])
    return LimitBench.Run(args[1..]);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
