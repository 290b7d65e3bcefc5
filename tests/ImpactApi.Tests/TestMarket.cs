using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.ImpactApi;

/// <summary>What the tests' store holds: a quiet sample market of two instruments, and some that lack something.</summary>
internal static class TestMarket
{
    public const string Share = "ELM";
    public const string RoundTheClock = "ACORN-USD";

    /// <summary>In the store, without a row.</summary>
    public const string Empty = "EMPTY";

    /// <summary>One session of quotes and trades: neither ADV nor volatility.</summary>
    public const string Young = "YOUNG/ONE";

    private const int Sessions = 8;

    private static readonly TradingCalendar newYork = TradingCalendar.Parse("09:30-16:00 America/New_York");

    private static readonly Dictionary<string, long> noRejects = [];

    public static DateOnly LastDate { get; } = new(2025, 10, 31);

    public static SampleMarket Create() => SampleMarket.Create(7, new SampleOptions { Sessions = Sessions, Symbols = [Share, RoundTheClock], ActivityScale = 0.1, DepthSnapshots = 60, OwnOrdersPerSession = 0 });

    public static async Task LoadAsync(ImpactStore store)
    {
        SampleMarket market = Create();
        foreach (SampleInstrument instrument in market.Instruments)
            await ImportAsync(store, instrument.Instrument, market.Sessions(instrument).SelectMany(s => s.Events), $"sample/{instrument.Instrument.Symbol}");
        await store.Instruments.UpsertAsync(new Instrument(Empty, newYork));
        await ImportAsync(store, new Instrument(Young, newYork), QuietSession(newYork.SessionOn(LastDate), 600), "young");
    }

    /// <summary>Imports the events as one file and brings the session summaries up to date.</summary>
    public static async Task ImportAsync(ImpactStore store, Instrument instrument, IEnumerable<MarketEvent> events, string name) =>
        await store.SessionRefresher.RefreshAsync([await CommitAsync(store, instrument, events, name)]);

    /// <summary>Imports the events as one file.</summary>
    public static async Task<ImportReceipt> CommitAsync(ImpactStore store, Instrument instrument, IEnumerable<MarketEvent> events, string name)
    {
        int id = await store.Instruments.UpsertAsync(instrument);
        await using MarketDataImport import = (await store.MarketData.BeginImportAsync(new ImportSource(name, name, Guid.NewGuid().ToString("N"))))!;
        long row = 0;
        foreach (MarketEvent e in events)
            Write(import, id, ++row, e);
        return await import.CommitAsync(noRejects);
    }

    /// <summary>Moving quotes, trades on both sides and a book now and then.</summary>
    public static IEnumerable<MarketEvent> BusySession(TradingSession session, int seconds, ulong seed)
    {
        SeededRandom random = new(seed);
        double mid = 100;
        for (int second = 0; second < seconds; second++)
        {
            Timestamp time = session.Open.AddSeconds(second + 0.25);
            mid += 0.01 * (random.NextInt32(3) - 1);
            yield return MarketEvent.Of(time, time, new Quote(mid - 0.01, 100 + random.NextInt32(900), mid + 0.01, 100 + random.NextInt32(900)));
            if (random.NextInt32(3) == 0)
                yield return MarketEvent.Of(time.AddSeconds(0.2), time.AddSeconds(0.3), new Trade(mid + 0.01 * (random.NextInt32(3) - 1), 1 + random.NextInt32(300), Aggressor.Unknown));
            if (second % 60 == 0)
                yield return MarketEvent.Of(time.AddSeconds(0.4), time.AddSeconds(0.4), new BookSnapshot([mid - 0.01, mid - 0.02], [200, 300], [mid + 0.01, mid + 0.02], [250, 350]));
        }
    }

    /// <summary>A quote a second and a trade every ten, of one price.</summary>
    public static IEnumerable<MarketEvent> QuietSession(TradingSession session, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            Timestamp time = session.Open.AddSeconds(second);
            yield return MarketEvent.Of(time, time, new Quote(99.99, 500, 100.01, 500));
            if (second % 10 == 5)
                yield return MarketEvent.Of(time, time, new Trade(100.01, 10, Aggressor.Buyer));
        }
    }

    private static void Write(MarketDataImport import, int id, long row, in MarketEvent e)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade: import.WriteTrade(id, row, e.EventTime, e.KnownTime, e.Trade); break;
            case MarketEventKind.Quote: import.WriteQuote(id, row, e.EventTime, e.KnownTime, e.Quote); break;
            case MarketEventKind.Depth: import.WriteDepth(id, row, e.EventTime, e.KnownTime, e.Depth!); break;
            default: throw new ArgumentException($"no {e.Kind} in market data files", nameof(e));
        }
    }
}
