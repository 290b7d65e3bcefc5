using System.Diagnostics;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.HttpBench;

/// <summary>Two thousand live instruments in one process: what they weigh, and how many events one thread feeds through <see cref="LiveMarkets.Apply"/>, publication after each commit included.</summary>
internal static class FeedTime
{
    private const int Instruments = 2_000;
    private const int Commits = 400;

    /// <summary>Not timed: until the code is compiled as it will stay.</summary>
    private const int WarmUpCommits = 100;

    /// <summary>Rows of one commit for one instrument; a commit holds a tenth of the instruments.</summary>
    private const int RowsEach = 50;

    public static async Task<int> RunAsync()
    {
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { Throwaway = true });
        Instrument[] instruments = [.. Enumerable.Range(0, Instruments).Select(i => new Instrument($"I{i}", TradingCalendar.RoundTheClock, TickSize: 0.01))];
        foreach (Instrument instrument in instruments)
            await store.Instruments.UpsertAsync(instrument);
        LiveMarkets markets = new(store);
        FeatureSchema schema = FeatureSchema.Create([]);
        await markets.RefreshListAsync(CancellationToken.None);
        await markets.CatchUpAsync(schema, CancellationToken.None);
        CommittedRows[][] commits = Make(instruments);
        for (int i = 0; i < WarmUpCommits; i++)
            markets.Apply(1_000 + i, commits[i]);
        long start = Stopwatch.GetTimestamp();
        for (int i = WarmUpCommits; i < commits.Length; i++)
            markets.Apply(1_000 + i, commits[i]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long events = commits.Skip(WarmUpCommits).Sum(c => c.Sum(p => (long)p.Rows.Length));
        Array.Clear(commits);
        long bytes = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"what":"live feed","instruments":{{Instruments}},"events":{{events}},"events_per_second":{{events / seconds:0}},"heap_mb":{{bytes / 1e6:0.#}}}"""));
        GC.KeepAlive(markets);
        return 0;
    }

    private static CommittedRows[][] Make(Instrument[] instruments)
    {
        TradingSession session = TradingCalendar.RoundTheClock.SessionOn(new DateOnly(2024, 5, 6));
        SeededRandom random = new(1);
        return [.. Enumerable.Range(0, Commits).Select(c => instruments.Skip(c % 10 * (Instruments / 10)).Take(Instruments / 10)
            .Select(i => new CommittedRows(i.Symbol, [.. Enumerable.Range(0, RowsEach).Select(r => Row(random, session, c, r))])).ToArray())];
    }

    private static StoredEvent Row(SeededRandom random, TradingSession session, int commit, int row)
    {
        Timestamp time = session.Open.AddSeconds(commit + row * 0.02);
        double mid = 100 + 0.01 * random.NextInt32(5);
        MarketEvent e = random.NextInt32(10) < 7
            ? MarketEvent.Of(time, time, new Quote(mid - 0.01, 100 + random.NextInt32(900), mid + 0.01, 100 + random.NextInt32(900)))
            : MarketEvent.Of(time, time, new Trade(mid, 1 + random.NextInt32(300), Aggressor.Unknown));
        return new StoredEvent(e, commit + 1, row);
    }
}
