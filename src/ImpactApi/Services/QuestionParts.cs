using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>What the answer needs of the question besides order and vector: levels, thresholds, and the prices that turn bps into money.</summary>
internal sealed record QuestionParts
{
    public required Side Side { get; init; }

    public required double Quantity { get; init; }

    public required double ArrivalPrice { get; init; }

    /// <summary>The best price on the other side; null without a quote.</summary>
    public required double? OppositePrice { get; init; }

    public required double FeesBps { get; init; }

    public required double? LimitPrice { get; init; }

    public required double[] ThresholdsBps { get; init; }

    public required double[] Levels { get; init; }

    /// <param name="query">The valid question.</param>
    /// <param name="quantity">Units of the normalised order.</param>
    /// <param name="arrivalPrice">Mid at arrival.</param>
    public static QuestionParts Of(EstimateQuery query, double quantity, double arrivalPrice, double? bid, double? ask) => new()
    {
        Side = query.Side,
        Quantity = quantity,
        ArrivalPrice = arrivalPrice,
        OppositePrice = query.Side == Side.Buy ? ask : bid,
        FeesBps = FeesBpsOf(query.Request.Fees, arrivalPrice),
        LimitPrice = query.Request.LimitPrice?.Value,
        ThresholdsBps = query.ThresholdsBps,
        Levels = query.Levels,
    };

    /// <summary>The same from a stored question and its answer.</summary>
    public static QuestionParts Of(EstimateQuery query, EstimateAnswer answer) =>
        Of(query, DecimalText.Parse(answer.Order.Quantity), answer.Order.ArrivalPrice, answer.MarketState.Bid, answer.MarketState.Ask);

    private static double FeesBpsOf(FeesRequest? fees, double price) => fees switch
    {
        { Bps: { } bps } => bps.Value,
        { PerUnit: { } perUnit } => perUnit.Value / price * 1e4,
        _ => 0,
    };
}
