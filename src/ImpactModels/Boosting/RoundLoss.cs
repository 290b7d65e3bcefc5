namespace ImpactService.ImpactModels.Boosting;

/// <summary>Weighted sums of pinball losses (each the mean over the 17 levels), of training and of validation rows apart.</summary>
internal readonly record struct RoundLoss(double TrainSum, double TrainWeight, double ValidationSum, double ValidationWeight)
{
    public double Train => TrainSum / TrainWeight;

    /// <summary>NaN when no rows are held out.</summary>
    public double Validation => ValidationSum / ValidationWeight;

    public RoundLoss Plus(double loss, double weight, bool isValidation) => isValidation
        ? this with { ValidationSum = ValidationSum + weight * loss, ValidationWeight = ValidationWeight + weight }
        : this with { TrainSum = TrainSum + weight * loss, TrainWeight = TrainWeight + weight };

    public RoundLoss Plus(RoundLoss other) => new(TrainSum + other.TrainSum, TrainWeight + other.TrainWeight,
        ValidationSum + other.ValidationSum, ValidationWeight + other.ValidationWeight);
}
