using ImpactService.DataAccess;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What a person sees when the service has started: where it listens, what to try, where the data lives.</summary>
internal static class Greeting
{
    /// <summary>Instruments looked at for one whose market is in progress.</summary>
    private const int InstrumentsMax = 20;

    /// <summary>The example's horizon.</summary>
    private const double ExampleSeconds = 1_800;

    public static async Task PrepareAsync(WebApplication app, ImpactStore store)
    {
        string? order = await ExampleAsync(store);
        string data = store.Server is { } server ? server.FilesDirectory : "the database of the connection string";
        app.Lifetime.ApplicationStarted.Register(() => Print(app.Urls.FirstOrDefault(), order, data));
    }

    /// <summary>An order that can be answered: half an hour where the last session has that much left, else a sweep; null without market data.</summary>
    private static async Task<string?> ExampleAsync(ImpactStore store)
    {
        string? sweep = null;
        foreach (Instrument instrument in (await store.Instruments.ListAsync()).Take(InstrumentsMax))
        {
            if (await store.MarketData.LastEventTimeAsync(instrument) is not { } last)
                continue;
            double secondsLeft = instrument.Calendar.SessionAt(last)?.Close.SecondsSince(last) ?? 0;
            if (secondsLeft > ExampleSeconds)
                return Order(instrument.Symbol, "PT30M");
            sweep ??= Order(instrument.Symbol, "PT0S");
        }

        return sweep;
    }

    private static string Order(string symbol, string horizon) =>
        $$"""{"instrument":"{{symbol}}","side":"buy","advFraction":"0.01","horizon":"{{horizon}}","strategy":"balanced","asOf":"latest"}""";

    private static void Print(string? url, string? order, string data)
    {
        if (url is null)
            return; // In process, for tests.
        Console.WriteLine($"""

            Market impact API   {url}   (Swagger UI: {url}/swagger)
            Data                {data}
            """);
        Console.WriteLine(order is null
            ? "Nothing to trade yet: load the sample market (impact sample) or import data (impact import)."
            : $"Try                 curl -s {url}/v1/estimates -H 'Content-Type: application/json' -d '{order}'");
        Console.WriteLine($"Stop                Ctrl-C{Environment.NewLine}");
    }
}
