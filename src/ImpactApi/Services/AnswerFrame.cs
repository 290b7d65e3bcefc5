using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>The part of an answer that was known before anything was computed: the order, the market, where the numbers come from.</summary>
internal sealed record AnswerFrame(Guid EstimateId, NormalisedOrder Order, MarketStateAnswer MarketState, Provenance Provenance, bool Recorded, IReadOnlyList<string> Notes)
{
    public static AnswerFrame Of(EstimateAnswer answer) => new(answer.EstimateId, answer.Order, answer.MarketState, answer.Provenance, answer.Recorded, answer.Notes);

    public static AnswerFrame Of(Guid id, EstimateQuery query, EstimateMarket market, OrderProfile order, ActiveModel model, double[] features, bool recorded)
    {
        Provenance provenance = Source(market.State, model);
        return new AnswerFrame(id, Normalise(query, market.State, order, model.Schema, features), Describe(market, model, features), provenance, recorded, AnswerNotes.For(query, market, provenance));
    }

    private static NormalisedOrder Normalise(EstimateQuery query, MarketState state, OrderProfile order, FeatureSchema schema, double[] features) => new()
    {
        Instrument = order.Symbol,
        Side = WireName.Of(order.Side),
        Quantity = DecimalText.Format(order.Quantity),
        Notional = DecimalText.Format(order.Quantity * state.Mid),
        Currency = state.Instrument.Currency,
        AdvFraction = EstimateResult.Finite(features[schema.IndexOf("adv_fraction")]),
        Participation = EstimateResult.Finite(features[schema.IndexOf("participation")]),
        Horizon = IsoDuration.Format(order.HorizonSeconds),
        HorizonSeconds = order.HorizonSeconds,
        Strategy = query.Strategy,
        StrategyAssumed = query.StrategyAssumed,
        TakerFraction = order.TakerFraction,
        ArrivalTime = order.ArrivalTime,
        EndTime = order.EndTime,
        ArrivalPrice = state.Mid,
    };

    private static MarketStateAnswer Describe(EstimateMarket market, ActiveModel model, double[] features)
    {
        MarketState state = market.State;
        return new MarketStateAnswer
        {
            AsOf = state.AsOf,
            Bid = state.Quote?.Bid,
            Ask = state.Quote?.Ask,
            MidPrice = state.Mid,
            HalfSpreadBps = state.HalfSpreadBps,
            AdvUnits = state.AdvUnits,
            AdvSessions = state.AdvSessions,
            DailyVolatility = state.DailyVolatility,
            DailyVolatilitySource = market.Overrides.Contains("dailyVolatility") ? "request" : WireName.Of(state.VolatilitySource),
            QuoteAgeSeconds = EstimateResult.Finite(state.QuoteAgeSeconds),
            TradeAgeSeconds = EstimateResult.Finite(state.TradeAgeSeconds),
            DepthAgeSeconds = EstimateResult.Finite(state.DepthAgeSeconds),
            LastEventTime = state.LastEventTime,
            SecondsToClose = state.Session?.Close.SecondsSince(state.AsOf),
            Stale = market.IsStale,
            Overrides = market.Overrides,
            Features = [.. model.ShownFeatures.Select(f => new FeatureValue(f.Name, EstimateResult.Finite(features[f.Index]), f.Unit))],
        };
    }

    private static Provenance Source(MarketState state, ActiveModel model) => new()
    {
        ModelId = model.Id,
        ModelHash = model.Hash,
        TrainedThrough = model.Artifact?.TrainedThrough,
        InSample = model.Artifact is { } artifact && state.AsOf <= artifact.TrainedThrough,
        ActivatedAnyway = model.ActivatedAnyway,
        FeatureSchemaHash = model.Schema.Hash,
        AsOf = state.AsOf,
        AdvSessions = state.AdvSessions,
    };
}
