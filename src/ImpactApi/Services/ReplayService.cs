using System.Text.Json;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>Says an answer again: from its stored feature vector, or from the market data behind it.</summary>
internal sealed class ReplayService(EstimateRecorder recorder, ImpactStore store, ModelRegistry models, LiveMarkets markets, MarketReplay replay, ImpactOptions options)
{
    /// <summary>The record from the queue, else from the store; another tenant's is unknown.</summary>
    public async Task<Outcome<EstimateRecord>> FindAsync(Guid id, string? tenant, CancellationToken cancellation)
    {
        EstimateRecord? record = recorder.Find(id) ?? await store.Estimates.FindAsync(id, tenant, cancellation);
        return record is not null && record.Tenant == tenant ? record : new Refusal(ProblemCode.UnknownEstimate, $"no estimate has the id {id}");
    }

    /// <summary>Recomputes from the stored feature vector.</summary>
    public async Task<Outcome<ReplayAnswer>> FromVectorAsync(EstimateRecord record)
    {
        StoredEstimate stored = StoredEstimate.Read(record);
        Outcome<ActiveModel> model = await FindModelAsync(stored);
        return model.Value is null ? model.Refusal! : stored.Compare(model.Value, record.Features, "vector");
    }

    /// <summary>Rebuilds the features from the market data that the store has now, as of the answer's data time.</summary>
    public async Task<Outcome<ReplayAnswer>> FromMarketDataAsync(EstimateRecord record, CancellationToken cancellation)
    {
        StoredEstimate stored = StoredEstimate.Read(record);
        Outcome<ActiveModel> model = await FindModelAsync(stored);
        if (model.Value is null)
            return model.Refusal!;
        Outcome<EstimateMarket> market = await RebuildAsync(stored, model.Value.Schema, cancellation);
        if (market.Value is null)
            return stored.Compare(model.Value, record.Features, "full") with { BitIdentical = false, Fault = market.Refusal!.Detail };
        double[] rebuilt = EstimationService.FeaturesOf(model.Value.Schema, market.Value.State, stored.Order);
        if (!model.Value.Estimator.CanEstimate(rebuilt))
            return stored.Compare(model.Value, record.Features, "full") with { BitIdentical = false, Fault = "volume, volatility or spread cannot be rebuilt any more" };
        return stored.Compare(model.Value, rebuilt, "full") with { FeatureDifferences = Differences(model.Value.Schema, record.Features, rebuilt) };
    }

    private async Task<Outcome<EstimateMarket>> RebuildAsync(StoredEstimate stored, FeatureSchema schema, CancellationToken cancellation)
    {
        if (await markets.FindInstrumentAsync(stored.Order.Symbol, cancellation) is not { } instrument)
            return InstrumentRefusals.Unknown("/instrument", stored.Order.Symbol);
        MarketState state = await replay.AtAsync(await markets.GetAsync(instrument, schema), stored.Order.ArrivalTime);
        MarketStateRequest? overrides = stored.Query.Request.MarketState;
        if (state.Session is null || (state.Quote is null && !EstimateMarket.ReplacesQuote(overrides)))
            return new Refusal(ProblemCode.NoMarketData, $"the store has no quote of {instrument.Symbol} at {state.AsOf} any more");
        return EstimateMarket.Check(state, overrides, stored.Order.HorizonSeconds, options);
    }

    private async Task<Outcome<ActiveModel>> FindModelAsync(StoredEstimate stored)
    {
        string? hash = stored.Answer.Provenance.ModelHash;
        string name = stored.Answer.Provenance.ModelId ?? "on published parameters";
        try
        {
            if (await models.FindAsync(hash) is not { } model)
                return new Refusal(ProblemCode.ModelGone, $"model {name} (hash {hash}) is not in the store any more");
            return model.Schema.Hash == stored.Answer.Provenance.FeatureSchemaHash
                ? model
                : new Refusal(ProblemCode.ModelGone, $"the answer's feature schema {stored.Answer.Provenance.FeatureSchemaHash} is not the one of model {name} any more");
        }
        catch (InvalidDataException corrupt)
        {
            return new Refusal(ProblemCode.ModelGone, $"model {name} cannot be read: {corrupt.Message}");
        }
    }

    /// <summary>By bits, so that a missing value equals a missing value.</summary>
    private static List<FeatureDifference> Differences(FeatureSchema schema, double[] stored, double[] rebuilt)
    {
        List<FeatureDifference> differences = [];
        for (int i = 0; i < schema.Count; i++)
        {
            bool same = stored[i].Equals(rebuilt[i]) && double.IsNegative(stored[i]) == double.IsNegative(rebuilt[i]);
            if (!same && !(double.IsNaN(stored[i]) && double.IsNaN(rebuilt[i])))
                differences.Add(new FeatureDifference(schema.Features[i].Name, EstimateResult.Finite(stored[i]), EstimateResult.Finite(rebuilt[i])));
        }

        return differences;
    }

    /// <summary>A record in the types of the inside.</summary>
    private sealed record StoredEstimate(EstimateRecord Record, EstimateAnswer Answer, EstimateQuery Query, OrderProfile Order)
    {
        private static readonly string disordered = WireName.Of(RungReason.DisorderedMarket);

        public static StoredEstimate Read(EstimateRecord record)
        {
            EstimateAnswer answer = JsonSerializer.Deserialize(record.AnswerJson, WireJson.Context.EstimateAnswer)!;
            EstimateQuery query = EstimateQuery.From(JsonSerializer.Deserialize(record.RequestJson, WireJson.Context.EstimateRequest)!);
            OrderProfile order = new(query.Symbol, query.Side, DecimalText.Parse(answer.Order.Quantity), answer.Order.ArrivalTime, answer.Order.HorizonSeconds, answer.Order.TakerFraction);
            return new StoredEstimate(record, answer, query, order);
        }

        public ReplayAnswer Compare(ActiveModel model, double[] features, string mode)
        {
            RungReason? reasonForLaw = EstimationService.ReasonForLaw(Answer.MarketState.Bid is not null, Answer.MarketState.Stale, Answer.RungReason.Code == disordered);
            ImpactEstimate estimate = model.Estimator.Estimate(features, reasonForLaw);
            Explanation? explanation = Query.Request.Explain == true ? model.Estimator.Explain(features, reasonForLaw) : null;
            EstimateAnswer again = new EstimateResult(estimate, explanation, QuestionParts.Of(Query, Answer)).ToAnswer(AnswerFrame.Of(Answer));
            byte[] recomputed = AnswerJson.Write(again);
            byte[] stored = Record.AnswerJson;
            bool identical = stored.AsSpan().SequenceEqual(recomputed);
            return new ReplayAnswer
            {
                EstimateId = Answer.EstimateId,
                Mode = mode,
                BitIdentical = identical,
                ModelId = model.Id,
                AsOf = Answer.Provenance.AsOf,
                Differences = identical ? [] : JsonDifferences.Between(stored, recomputed),
                FeatureDifferences = [],
            };
        }
    }
}
