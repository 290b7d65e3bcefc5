namespace ImpactService.ImpactModels.Learners;

/// <summary>What can be tuned about the ensemble of learners.</summary>
public sealed record EnsembleOptions
{
    /// <summary>Inner folds that the weights are fitted on.</summary>
    public int Folds { get; init; } = 2;

    /// <summary>A member with less weight than this is left out of the answer: it would cost time and change nothing.</summary>
    public double SmallestWeight { get; init; } = 0.02;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        if (!(Folds >= 1))
            throw new ArgumentOutOfRangeException(nameof(Folds), Folds, $"Folds is {Folds}; it must be 1 or more.");
        if (!(SmallestWeight is >= 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(SmallestWeight), SmallestWeight, $"SmallestWeight is {SmallestWeight}; it must be 0 or more, below 0.5.");
    }
}
