using ImpactService.DataAccess;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What a person sees when the service has started: where it listens, what to try, where the data lives.</summary>
internal static class Greeting
{
    public static async Task PrepareAsync(WebApplication app, ImpactOptions options, ImpactStore store)
    {
        Instrument? first = (await store.Instruments.ListAsync()).FirstOrDefault();
        string data = store.Server is { } server ? server.FilesDirectory : "the database of the connection string";
        app.Lifetime.ApplicationStarted.Register(() => Print(app.Urls.FirstOrDefault(), first?.Symbol, data));
    }

    private static void Print(string? url, string? symbol, string data)
    {
        if (url is null)
            return; // In process, for tests.
        Console.WriteLine($"""

            Market impact API   {url}   (Swagger UI: {url}/swagger)
            Data                {data}
            """);
        Console.WriteLine(symbol is null
            ? "Nothing to trade yet: load the sample market (impact sample) or import data (impact import)."
            : $$"""
                Try                 curl -s {{url}}/v1/estimates -H 'Content-Type: application/json' -d '{"instrument":"{{symbol}}","side":"buy","advFraction":"0.01","horizon":"PT30M","strategy":"balanced","asOf":"latest"}'
                Stop                Ctrl-C
                """);
        Console.WriteLine();
    }
}
