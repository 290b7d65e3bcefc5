using System.Text.Json;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>An answer as it goes out and as it is stored.</summary>
internal sealed record GivenAnswer(Guid Id, byte[] Json);

/// <summary>From a valid question to an answer: instrument, market, order, estimate; what was said goes to the recorder. No query of the store while the moment is live.</summary>
internal sealed class EstimationService(LiveMarkets markets, MarketStateProvider states, ModelRegistry models, EstimateRecorder recorder, ServiceMeter meter, ImpactOptions options, TimeProvider clock)
{
    /// <param name="tenant">Whose answer it is; null without a key.</param>
    public async Task<Outcome<GivenAnswer>> EstimateAsync(EstimateRequest request, string? tenant, CancellationToken cancellation)
    {
        Outcome<PreparedEstimate> prepared = await PrepareAsync(request, cancellation);
        return prepared.Value is null ? prepared.Refusal! : Answer(prepared.Value, tenant);
    }

    /// <summary>Everything before the first number: instrument, model, market, order and its features, or the reason why there is no estimate.</summary>
    public async Task<Outcome<PreparedEstimate>> PrepareAsync(EstimateRequest request, CancellationToken cancellation)
    {
        EstimateQuery query = EstimateQuery.From(request);
        if (await markets.FindInstrumentAsync(query.Symbol, cancellation) is not { } instrument)
            return InstrumentRefusals.Unknown("/instrument", query.Symbol);
        ActiveModel model = models.Active;
        Outcome<EstimateMarket> market = await FindMarketAsync(query, instrument, model.Schema);
        if (market.Value is null)
            return market.Refusal!;
        Outcome<OrderProfile> order = OrderSizing.ToOrder(query, market.Value.State);
        if (order.Value is null)
            return order.Refusal!;
        double[] features = FeaturesOf(model.Schema, market.Value.State, order.Value);
        return model.Estimator.CanEstimate(features)
            ? new PreparedEstimate(query, model, market.Value, order.Value, features)
            : new Refusal(ProblemCode.NoMarketData, $"volume, volatility or spread of {query.Symbol} is missing at {market.Value.State.AsOf}; give them in marketState");
    }

    /// <summary>The feature vector of an order, the caller's price included.</summary>
    public static double[] FeaturesOf(FeatureSchema schema, MarketState state, OrderProfile order)
    {
        double[] features = new double[schema.Count];
        OrderFeatures.Write(schema, state, order, features);
        features[schema.IndexOf("mid_price")] = state.Mid;
        return features;
    }

    /// <summary>What the answer's market says about the rung, whatever the model: known from the answer itself, so a replay decides alike.</summary>
    public static RungReason? ReasonForLaw(bool hasQuote, bool isStale, bool isDisordered) =>
        isDisordered ? RungReason.DisorderedMarket : isStale ? RungReason.StaleMarketData : hasQuote ? null : RungReason.MissingFeatures;

    /// <summary>The market of the question, or why there is none that an estimate can use.</summary>
    private async ValueTask<Outcome<EstimateMarket>> FindMarketAsync(EstimateQuery query, Instrument instrument, FeatureSchema schema)
    {
        Outcome<MarketState> state = await states.FindAsync(instrument, schema, query.AsOf);
        if (state.Value is not { } measured)
            return state.Refusal!;
        bool priced = measured.Quote is not null || EstimateMarket.ReplacesQuote(query.Request.MarketState);
        if (measured.Session is null || !priced)
            return await states.ExplainAsync(measured);
        return EstimateMarket.Check(measured, query.Request.MarketState, query.HorizonSeconds, options);
    }

    private GivenAnswer Answer(PreparedEstimate prepared, string? tenant)
    {
        (EstimateQuery query, ActiveModel model, EstimateMarket market, OrderProfile order, double[] features) = prepared;
        DateTimeOffset now = clock.GetUtcNow();
        Guid id = EstimateIds.Next(now);
        long start = meter.Start();
        ImpactEstimate estimate = prepared.Estimate();
        meter.Estimated(start, estimate.Rung, estimate.Reason);
        Explanation? explanation = query.Request.Explain == true ? model.Estimator.Explain(features, prepared.ReasonForLaw) : null;
        AnswerFrame frame = AnswerFrame.Of(id, query, market, order, model, features, recorder.TryReserve());
        if (recorder.IsStoreAway)
            frame = frame with { Notes = [.. frame.Notes, AnswerNotes.StoreIsAway] };
        QuestionParts question = QuestionParts.Of(query, order.Quantity, market.State.Mid, market.State.Quote?.Bid, market.State.Quote?.Ask);
        EstimateAnswer answer = new EstimateResult(estimate, explanation, question).ToAnswer(frame);
        byte[] json = AnswerJson.Write(answer);
        if (frame.Recorded)
            recorder.Add(Record(answer, query.Request, tenant, json, features, Timestamp.From(now)));
        return new GivenAnswer(id, json);
    }

    private static EstimateRecord Record(EstimateAnswer answer, EstimateRequest request, string? tenant, byte[] json, double[] features, Timestamp now) => new(
        answer.EstimateId,
        now,
        tenant,
        JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Context.EstimateRequest),
        json,
        answer.Provenance.ModelHash,
        features,
        answer.Provenance.CalibrationCell,
        JsonSerializer.SerializeToUtf8Bytes(new DataTimes(answer.Order.Instrument, answer.MarketState.AsOf, answer.MarketState.LastEventTime), WireJson.Context.DataTimes));
}
