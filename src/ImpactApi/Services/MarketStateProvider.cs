using ImpactService.DataAccess;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>The market of an instrument at the moment of a question: from memory where that moment is not before the last event, else replayed from the store.</summary>
internal sealed class MarketStateProvider(LiveMarkets markets, MarketReplay replay, ImpactStore store, TimeProvider clock)
{
    /// <summary>Clocks that are kept by NTP differ by milliseconds; beyond seconds something else is wrong, and the past is told from the store.</summary>
    private const double ClockSkewSecondsMax = 5;

    public async ValueTask<Outcome<MarketState>> FindAsync(Instrument instrument, FeatureSchema schema, AsOf asOf)
    {
        ValueTask<LiveView> found = markets.GetAsync(instrument, schema);
        MarketView market = (found.IsCompletedSuccessfully ? found.Result : await found).Market;
        if (asOf.Kind == AsOfKind.Latest)
            return market.Latest is { } latest ? latest : Refuse(new Refusal(ProblemCode.NoMarketData, $"{instrument.Symbol} has no event inside its trading hours yet, so there is no latest one"));
        Timestamp now = Timestamp.From(clock.GetUtcNow());
        Timestamp time = asOf.Kind == AsOfKind.Now ? NowFor(market, now) : asOf.Time;
        if (time > now && asOf.Kind != AsOfKind.Now)
            return Refuse(InTheFuture(time, now));
        return time >= market.FedUntil ? market.Snapshot(time) : await replay.AtAsync(await markets.GetAsync(instrument, schema), time);
    }

    /// <summary>Why a state without a quote cannot be used: before the data, outside trading hours, or a feed that says nothing.</summary>
    public async Task<Refusal> ExplainAsync(MarketState state)
    {
        Instrument instrument = state.Instrument;
        if (await store.MarketData.FirstEventTimeAsync(instrument) is not { } first)
            return new Refusal(ProblemCode.NoMarketData, $"{instrument.Symbol} has no market data; import some, or give price and halfSpreadBps (and advUnits and dailyVolatility) in marketState");
        if (state.AsOf < first)
            return new Refusal(ProblemCode.AsOfBeforeData, $"{state.AsOf} lies before the first event of {instrument.Symbol} at {first}") { DataTime = first };
        if (state.Session is null)
            return Closed(state);
        return new Refusal(ProblemCode.NoMarketData, $"no quote of {instrument.Symbol} between the open at {state.Session.Value.Open} and {state.AsOf}; the last event is of {state.LastEventTime?.ToString() ?? "an earlier session"}. Ask as of \"latest\", or give price and halfSpreadBps in marketState")
        {
            DataTime = state.LastEventTime,
        };
    }

    /// <summary>A feed's clock may be ahead of this one by a little: then the moment of its last event is now.</summary>
    private static Timestamp NowFor(MarketView market, Timestamp now) =>
        market.FedUntil > now && market.FedUntil.SecondsSince(now) <= ClockSkewSecondsMax ? market.FedUntil : now;

    private static Refusal Closed(MarketState state)
    {
        TradingCalendar calendar = state.Instrument.Calendar;
        TradingSession day = calendar.SessionOn(calendar.DateOf(state.AsOf));
        Timestamp next = state.AsOf < day.Open ? day.Open : calendar.SessionOn(day.Date.AddDays(1)).Open;
        return new Refusal(
            ProblemCode.SessionClosed,
            $"{state.Instrument.Symbol} trades {calendar}; {state.AsOf} is outside; by the hours alone (weekends and holidays are not known) it opens at {next}. Ask with an asOf inside a session, or \"latest\"")
        {
            NextOpen = next,
            DataTime = state.LastEventTime,
        };
    }

    private static Refusal InTheFuture(Timestamp time, Timestamp now) => Refusal.Invalid(new FieldError
    {
        Pointer = "/asOf",
        Value = time.ToString(),
        Expected = $"a time up to now ({now}), \"latest\", or nothing (now)",
        Message = $"asOf {time} lies in the future; the service's clock says {now}",
    });

    private static Outcome<MarketState> Refuse(Refusal refusal) => refusal;
}
