using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactApi.Services;

/// <summary>How the size of an order was given.</summary>
internal enum SizeKind
{
    Quantity,
    Notional,
    AdvFraction,
}

/// <summary>A valid request in the types of the inside: what <see cref="EstimateRequestValidator"/> has passed is converted once, here.</summary>
internal sealed record EstimateQuery
{
    /// <summary>What a trader looks at first.</summary>
    private static readonly double[] defaultThresholdsBps = [5, 10, 25];

    public required EstimateRequest Request { get; init; }

    public required string Symbol { get; init; }

    public required Side Side { get; init; }

    public required SizeKind SizeKind { get; init; }

    public required double Size { get; init; }

    public required double HorizonSeconds { get; init; }

    /// <summary>Null when the request gave a taker fraction.</summary>
    public required string? Strategy { get; init; }

    public required bool StrategyAssumed { get; init; }

    public required double TakerFraction { get; init; }

    public required AsOf AsOf { get; init; }

    public required double[] ThresholdsBps { get; init; }

    public required double[] Levels { get; init; }

    /// <param name="request">Valid.</param>
    public static EstimateQuery From(EstimateRequest request)
    {
        (SizeKind kind, string size) = SizeOf(request);
        string? strategy = request.TakerFraction is null ? request.Strategy ?? "balanced" : null;
        return new EstimateQuery
        {
            Request = request,
            Symbol = request.Instrument!,
            Side = request.Side == "buy" ? Side.Buy : Side.Sell,
            SizeKind = kind,
            Size = DecimalText.Parse(size),
            HorizonSeconds = IsoDuration.Parse(request.Horizon!),
            Strategy = strategy,
            StrategyAssumed = request is { Strategy: null, TakerFraction: null },
            TakerFraction = request.TakerFraction ?? TakerFractionOf(strategy!),
            AsOf = AsOf.Parse(request.AsOf),
            ThresholdsBps = request.ThresholdsBps ?? defaultThresholdsBps,
            Levels = request.Levels ?? QuantileLevels.All.ToArray(),
        };
    }

    private static (SizeKind Kind, string Text) SizeOf(EstimateRequest request) => request switch
    {
        { Quantity: { } quantity } => (SizeKind.Quantity, quantity),
        { Notional: { } notional } => (SizeKind.Notional, notional),
        _ => (SizeKind.AdvFraction, request.AdvFraction!),
    };

    public static double TakerFractionOf(string strategy) => strategy switch
    {
        "aggressive" => Strategies.AggressiveTakerFraction,
        "passive" => Strategies.PassiveTakerFraction,
        _ => Strategies.BalancedTakerFraction,
    };
}
