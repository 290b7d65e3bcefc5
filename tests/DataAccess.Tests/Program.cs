using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess;

/// <summary>What the child processes do that tests start and kill: they open a store, say so on their output, and wait until their input ends.</summary>
internal static class Program
{
    public const string Hold = "hold";
    public const string ImportHalf = "import-half";

    private static async Task<int> Main(string[] args)
    {
        ImpactStoreOptions options = new() { DataDirectory = args[1] };
        await using ImpactStore store = await ImpactStore.OpenAsync(options);
        if (args[0] == ImportHalf)
            await ImportHalfAsync(store);
        Console.WriteLine($"ready {store.Server!.ServerProcessId} {store.Server.IsOwner}");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        return 0;
    }

    /// <summary>Writes enough that the server has most of it, and neither commits nor rolls back.</summary>
    private static async Task ImportHalfAsync(ImpactStore store)
    {
        const int rowCount = 50_000;
        int id = await store.Instruments.UpsertAsync(new Instrument("HALF", TradingCalendar.RoundTheClock));
        MarketDataImport import = (await store.MarketData.BeginImportAsync(new ImportSource("half", "half.csv", "half")))!;
        Timestamp start = Timestamp.From(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero));
        for (int i = 0; i < rowCount; i++)
            import.WriteTrade(id, i + 1, start.AddSeconds(i * 0.001), start.AddSeconds(i * 0.001), new Trade(100, 1, Aggressor.Buyer));
    }
}
