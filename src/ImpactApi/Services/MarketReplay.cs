using ImpactService.DataAccess;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// The market at a past moment, rebuilt from the store through the same engine that runs live: the finished sessions before the day, then the day's events as far as they were
/// available. The tapes and the states of late questions are kept, because traders ask several things about one moment.
/// </summary>
internal sealed class MarketReplay(ImpactStore store, ImpactOptions options)
{
    /// <summary>A state takes about 2 kB.</summary>
    private const int StatesMax = 1_000;

    private readonly BoundedCache<(string Symbol, DateOnly Date, long Version, long Commit), MarketEvent[]> tapes = new(options.ReplaySessions);
    private readonly BoundedCache<(string Symbol, string SchemaHash, long Version, Timestamp AsOf), MarketState> states = new(StatesMax);

    /// <param name="view">Gives instrument, schema and history. Its version ends the life of what is kept for an earlier one.</param>
    public Task<MarketState> AtAsync(LiveView view, Timestamp asOf) =>
        states.GetAsync((view.Market.Instrument.Symbol, view.Market.Schema.Hash, view.Version, asOf), _ => RebuildAsync(view, asOf));

    /// <summary>An engine that has seen what was available by the given time, and nothing after it.</summary>
    public static FeatureEngine Feed(MarketView market, MarketEvent[] tape, Timestamp until)
    {
        FeatureEngine engine = new(market.Instrument, market.Schema, market.History) { Limits = market.Limits };
        foreach (ref readonly MarketEvent e in tape.AsSpan())
        {
            if (e.AvailableTime > until)
                break;
            engine.OnEvent(e);
        }

        return engine;
    }

    private async Task<MarketState> RebuildAsync(LiveView view, Timestamp asOf)
    {
        Instrument instrument = view.Market.Instrument;
        MarketEvent[] tape = [];
        if (instrument.Calendar.SessionAt(asOf) is { } session)
        {
            // The tape of the session in progress grows with each commit; a finished one changes only with the version.
            long commit = session.Date == view.Market.SessionDate ? view.Commit : 0;
            tape = await tapes.GetAsync((instrument.Symbol, session.Date, view.Version, commit), _ => store.MarketData.ReadSessionAsync(instrument, session, Timestamp.MaxValue));
        }

        return Feed(view.Market, tape, asOf).Snapshot(asOf);
    }
}
