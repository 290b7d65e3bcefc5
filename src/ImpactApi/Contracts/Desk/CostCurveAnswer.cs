using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>A surface of cost distributions, size by size and within a size by horizon or participation, in the order of the request.</summary>
internal sealed record CostCurveAnswer
{
    /// <summary>Symbol.</summary>
    /// <example>IBM</example>
    public required string Instrument { get; init; }

    /// <summary>buy or sell.</summary>
    [AllowedValues("buy", "sell")]
    public required string Side { get; init; }

    /// <summary>Planned share that crosses the spread, 0 to 1.</summary>
    public required double TakerFraction { get; init; }

    /// <summary>Currency of prices.</summary>
    /// <example>USD</example>
    public required string Currency { get; init; }

    /// <summary>Sizes of the surface.</summary>
    public required int SizeCount { get; init; }

    /// <summary>Horizons or participations of the surface.</summary>
    public required int AxisCount { get; init; }

    /// <summary>What the second axis is: horizon or participation.</summary>
    [AllowedValues("horizon", "participation")]
    public required string Axis { get; init; }

    /// <summary>Checked on these very points: at each horizon the mean never falls with size. Null on the participation axis, where larger orders take longer and theory promises nothing.</summary>
    public bool? MonotoneInSize { get; init; }

    /// <summary>[sizeCount × axisCount], size by size.</summary>
    public required IReadOnlyList<CostCurvePoint> Points { get; init; }

    /// <summary>The market that the answer is for.</summary>
    public required MarketStateAnswer MarketState { get; init; }

    /// <summary>Where the numbers come from; relaxationLagSeconds is that of the first point.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>One order of the surface: its cost, or why there is none.</summary>
internal sealed record CostCurvePoint
{
    /// <summary>Units, a decimal string.</summary>
    public required string Quantity { get; init; }

    /// <summary>Quantity ÷ average daily volume.</summary>
    public required double AdvFraction { get; init; }

    /// <summary>Time over which the order is worked, ISO 8601; null where the session is too short for the participation.</summary>
    public string? Horizon { get; init; }

    /// <summary>The same in seconds.</summary>
    public double? HorizonSeconds { get; init; }

    /// <summary>Quantity ÷ (quantity + expected other volume over the window).</summary>
    public double? Participation { get; init; }

    /// <summary>Distribution of the slippage; null where there is none.</summary>
    public CostForecast? Slippage { get; init; }

    /// <summary>Mean temporary impact, spread cost included, bps.</summary>
    public double? TemporaryBps { get; init; }

    /// <summary>Mean permanent impact, bps.</summary>
    public double? PermanentBps { get; init; }

    /// <summary>Probability that the slippage exceeds each threshold.</summary>
    public ExceedancePoint[]? Exceedance { get; init; }

    /// <summary>How far the training orders cover this one.</summary>
    public SupportAnswer? Support { get; init; }

    /// <summary>learned or parametric.</summary>
    [AllowedValues("learned", "parametric", null)]
    public string? Rung { get; init; }

    /// <summary>Why this rung, as a code.</summary>
    public string? RungReason { get; init; }

    /// <summary>Seconds after the last fill at which this order's lasting price shift is measured.</summary>
    public double? RelaxationLagSeconds { get; init; }

    /// <summary>Why this point has no cost; null where it has one.</summary>
    public PartRefusal? Refusal { get; init; }
}

/// <summary>Why one part of an answer is missing while the rest stands.</summary>
/// <param name="Code">Stable code, as in a problem.</param>
/// <param name="Detail">The reason in words, with what would help.</param>
internal sealed record PartRefusal(string Code, string Detail)
{
    public static PartRefusal Of(Refusal refusal) => new(ProblemKind.Of(refusal.Code).WireCode, refusal.Detail);
}
