using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>What is known of the instruments.</summary>
internal sealed class InstrumentService(LiveMarkets markets, MarketStateProvider states, ModelRegistry models)
{
    public async Task<InstrumentsAnswer> ListAsync(CancellationToken cancellation)
    {
        List<InstrumentAnswer> answers = [];
        foreach (Instrument instrument in await markets.ListAsync(cancellation))
            answers.Add(Describe(instrument, await markets.GetAsync(instrument, models.Active.Schema)));
        return new InstrumentsAnswer(answers);
    }

    public async Task<Outcome<InstrumentAnswer>> FindAsync(string symbol, CancellationToken cancellation)
    {
        if (await markets.FindInstrumentAsync(symbol, cancellation) is not { } instrument)
            return InstrumentRefusals.Unknown("/path/symbol", symbol);
        return Describe(instrument, await markets.GetAsync(instrument, models.Active.Schema));
    }

    public async Task<Outcome<FeaturesAnswer>> FeaturesAsync(string symbol, AsOf asOf, CancellationToken cancellation)
    {
        if (await markets.FindInstrumentAsync(symbol, cancellation) is not { } instrument)
            return InstrumentRefusals.Unknown("/path/symbol", symbol);
        FeatureSchema schema = models.Active.Schema;
        Outcome<MarketState> state = await states.FindAsync(instrument, schema, asOf);
        if (state.Value is null)
            return state.Refusal!;
        bool seen = state.Value.LastEventTime is not null || state.Value.AdvSessions > 0;
        return seen ? Describe(state.Value, schema) : await states.ExplainAsync(state.Value);
    }

    private static InstrumentAnswer Describe(Instrument instrument, LiveView view) => new()
    {
        Symbol = instrument.Symbol,
        Session = instrument.Calendar.ToString(),
        Currency = instrument.Currency,
        TickSize = instrument.TickSize,
        LotSize = instrument.LotSize,
        SharesOutstanding = instrument.SharesOutstanding,
        LastEventTime = view.Market.Latest?.AsOf,
        AdvUnits = view.Market.Latest?.AdvUnits,
        AdvSessions = view.Market.Latest?.AdvSessions ?? 0,
        DailyVolatility = view.Market.Latest?.DailyVolatility,
        Sessions = view.Market.History.Sessions.Length,
    };

    private static FeaturesAnswer Describe(MarketState state, FeatureSchema schema) => new()
    {
        Instrument = state.Instrument.Symbol,
        AsOf = state.AsOf,
        Session = state.Session is { } session ? new SessionAnswer(session.Date, session.Open, session.Close) : null,
        MidPrice = EstimateResult.Finite(state.Mid),
        HalfSpreadBps = EstimateResult.Finite(state.HalfSpreadBps),
        AdvUnits = state.AdvUnits,
        AdvSessions = state.AdvSessions,
        DailyVolatility = state.DailyVolatility,
        QuoteAgeSeconds = EstimateResult.Finite(state.QuoteAgeSeconds),
        TradeAgeSeconds = EstimateResult.Finite(state.TradeAgeSeconds),
        DepthAgeSeconds = EstimateResult.Finite(state.DepthAgeSeconds),
        LastEventTime = state.LastEventTime,
        FeatureSchemaVersion = schema.Version,
        FeatureSchemaHash = schema.Hash,
        Features = Features(state.MarketFeatures, schema),
    };

    private static FeatureAnswer[] Features(double[] values, FeatureSchema schema) =>
    [
        .. values.Zip(schema.Features, (value, feature) => new FeatureAnswer(feature.Name, EstimateResult.Finite(value), feature.Unit, WireName.Of(feature.Group), feature.Description)),
    ];
}
