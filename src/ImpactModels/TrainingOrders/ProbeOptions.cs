using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Which probe orders are drawn for a session.</summary>
public sealed record ProbeOptions
{
    public int CountPerSession { get; init; } = 2_000;

    /// <summary>Horizons are log-uniform from here to the session.</summary>
    public double MinimumHorizonSeconds { get; init; } = 60;

    /// <summary>The session bounds it in any case.</summary>
    public double MaximumHorizonSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Planned taker fractions that are asked for by name: all passive, the named strategies.</summary>
    public ImmutableArray<double> TakerFractions { get; init; } = [0, 0.1, 0.5, 1];

    /// <summary>Share of probes whose taker fraction is uniform in [0, 1] instead: callers may ask for any.</summary>
    public double ContinuousShare { get; init; } = 0.5;

    /// <summary>A child is released at least so often.</summary>
    public double MaximumChildSpacingSeconds { get; init; } = 60;

    /// <summary>A one-minute order is still worked, not swept.</summary>
    public int MinimumChildren { get; init; } = 4;

    public RelaxationLag Relaxation { get; init; } = RelaxationLag.Default;

    public ulong Seed { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal ProbeOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(CountPerSession);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumChildren, 1);
        Require(MinimumHorizonSeconds > 0, nameof(MinimumHorizonSeconds), MinimumHorizonSeconds, "positive");
        Require(MaximumHorizonSeconds >= MinimumHorizonSeconds, nameof(MaximumHorizonSeconds), MaximumHorizonSeconds, "at least the minimum");
        Require(MaximumChildSpacingSeconds > 0, nameof(MaximumChildSpacingSeconds), MaximumChildSpacingSeconds, "positive");
        Require(ContinuousShare is >= 0 and <= 1, nameof(ContinuousShare), ContinuousShare, "in [0, 1]");
        Require(ContinuousShare == 1 || !TakerFractions.IsDefaultOrEmpty, nameof(TakerFractions), 0, "given where the continuous share is below 1");
        foreach (double fraction in TakerFractions)
            Require(fraction is >= 0 and <= 1, nameof(TakerFractions), fraction, "in [0, 1]");
        return this;
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}");
    }
}
