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

    private readonly BoundedCache<(string Symbol, DateOnly Date, long Commit), MarketEvent[]> tapes = new(options.ReplaySessions);
    private readonly BoundedCache<(LiveMarket Market, Timestamp AsOf), MarketState> states = new(StatesMax);

    /// <param name="market">Gives instrument, schema and history; it is replaced when the store's data changes, which ends the life of what is kept for it.</param>
    public Task<MarketState> AtAsync(LiveMarket market, Timestamp asOf) => states.GetAsync((market, asOf), _ => RebuildAsync(market, asOf));

    private async Task<MarketState> RebuildAsync(LiveMarket market, Timestamp asOf)
    {
        Instrument instrument = market.Instrument;
        MarketEvent[] tape = [];
        if (instrument.Calendar.SessionAt(asOf) is { } session)
            tape = await tapes.GetAsync((instrument.Symbol, session.Date, market.Commit), _ => store.MarketData.ReadSessionAsync(instrument, session, Timestamp.MaxValue));
        return LiveMarket.Feed(instrument, market.Schema, market.History, tape, asOf).Snapshot(asOf);
    }
}
