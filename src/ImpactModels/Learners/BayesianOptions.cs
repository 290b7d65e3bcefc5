namespace ImpactService.ImpactModels.Learners;

/// <summary>What can be tuned about the Bayesian linear learner.</summary>
public sealed record BayesianOptions
{
    /// <summary>
    /// Prior precisions λ of a standardised coefficient, in rows that say zero, among which the evidence decides. The last one all but forbids coefficients: then the learner answers as its base does.
    /// </summary>
    public IReadOnlyList<double> PriorPrecisions { get; init; } = [1, 10, 100, 1_000, 10_000, 1_000_000];

    /// <summary>Threads at most; 0 is one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        if (PriorPrecisions.Count == 0 || !PriorPrecisions.All(precision => precision is > 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(PriorPrecisions), string.Join(", ", PriorPrecisions), "PriorPrecisions must be at least one number, each above 0 and finite.");
        if (!(Threads >= 0))
            throw new ArgumentOutOfRangeException(nameof(Threads), Threads, $"Threads is {Threads}; it must be 0 or more.");
    }
}
