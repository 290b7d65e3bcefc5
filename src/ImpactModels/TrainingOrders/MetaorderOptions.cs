using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>How metaorders are reconstructed from public trades. The number of traders is a dial of the result (the size exponent falls with it): print it with every figure.</summary>
public sealed record MetaorderOptions
{
    /// <summary>N, the synthetic traders among whom each session's trades are dealt. Tuned per market by <see cref="TraderCountSelection"/>.</summary>
    public int Traders { get; init; } = 20;

    public TraderParticipation Participation { get; init; } = TraderParticipation.Homogeneous;

    /// <summary>α of P(f) ~ f^−α; above 1.</summary>
    public double ParticipationExponent { get; init; } = 2;

    /// <summary>A run needs at least two children to be an order that was worked; profiles over the order's life need ten.</summary>
    public int MinimumChildren { get; init; } = 2;

    /// <summary>Zero keeps runs inside one tick of the clock: sweeps.</summary>
    public double MinimumDurationSeconds { get; init; }

    /// <summary>Of up to a hundred thousand runs a session, nearly all tiny and brief, so many are kept, evenly over size and duration and weighted back.</summary>
    public int MaximumPerSession { get; init; } = 5_000;

    /// <summary>The planned horizon is the realised run time times a log-uniform factor between 1 and this: the plan must not know when the flow turned.</summary>
    public double MaximumHorizonStretch { get; init; } = 2;

    public RelaxationLag Relaxation { get; init; } = RelaxationLag.Default;

    public ulong Seed { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal MetaorderOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Traders, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumChildren, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPerSession, 1);
        Require(ParticipationExponent > 1, nameof(ParticipationExponent), ParticipationExponent, "above 1");
        Require(MinimumDurationSeconds >= 0, nameof(MinimumDurationSeconds), MinimumDurationSeconds, "not negative");
        Require(MaximumHorizonStretch >= 1, nameof(MaximumHorizonStretch), MaximumHorizonStretch, "at least 1");
        return this;
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}");
    }
}
