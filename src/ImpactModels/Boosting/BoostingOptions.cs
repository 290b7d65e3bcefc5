namespace ImpactService.ImpactModels.Boosting;

/// <summary>What can be tuned about the joint quantile booster. The defaults suit 10,000 to 10,000,000 rows.</summary>
public sealed record BoostingOptions
{
    /// <summary>Trees at most; early stopping may keep fewer.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>Leaves per tree, grown best first.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Share of each tree's leaf values that is added to the curves.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Rows that found a tree's structure on each side of every split.</summary>
    public int MinRowsPerLeaf { get; init; } = 20;

    /// <summary>Bins per feature, missing values apart; at most <see cref="BinMapper.MaximumBins"/>.</summary>
    public int Bins { get; init; } = BinMapper.MaximumBins;

    /// <summary>Share of the training rows that each tree sees.</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>Share of the features that each tree sees.</summary>
    public double ColumnSample { get; init; } = 1;

    /// <summary>Stops when the validation loss has not improved for this many rounds; 0 trains all rounds on all rows.</summary>
    public int EarlyStoppingRounds { get; init; } = 25;

    /// <summary>
    /// Trees at most where early stopping is wanted but all rows are of one block, so that nothing can be held out: on real orders of one day boosters were best after about 25 trees and got worse after.
    /// </summary>
    public int UncheckedRounds { get; init; } = 25;

    /// <summary>Share of the rows held out for early stopping: the latest whole blocks, or single rows where there are no blocks.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>After early stopping has found the number of rounds, train again on every row.</summary>
    public bool RefitOnAllRows { get; init; } = true;

    /// <summary>
    /// A leaf quantile found from rows of total weight n is multiplied by m/(m + this), m = n τ(1−τ) the effective number of rows at its level: outer levels of small leaves are mostly noise.
    /// So weights are evidence, never rescaled: orders that share one price path and weigh a tenth each move a leaf like a tenth of as many independent ones.
    /// </summary>
    public double LeafShrinkage { get; init; } = 1;

    /// <summary>
    /// What a common shift and widening of the curve does not explain of a leaf's quantiles is multiplied by m/(m + this): outer levels lean on inner ones where rows are few. 0 for none.
    /// </summary>
    public double LeafSmoothing { get; init; } = 10;

    /// <summary>Each tree's structure comes from one random half of the rows, its leaf values from the other half (Wager and Athey 2018).</summary>
    public bool Honest { get; init; } = true;

    /// <summary>Crosses of two features at most that are searched and added; 0 for none. Honest training only.</summary>
    public int Crosses { get; init; } = 8;

    /// <summary>Threads at most; 0 is one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        Require(Rounds >= 0, nameof(Rounds), Rounds, "0 or more");
        Require(Leaves is >= 2 and <= MaximumLeaves, nameof(Leaves), Leaves, $"2 to {MaximumLeaves}");
        Require(LearningRate is > 0 and <= 1, nameof(LearningRate), LearningRate, "above 0, at most 1");
        Require(MinRowsPerLeaf >= 1, nameof(MinRowsPerLeaf), MinRowsPerLeaf, "1 or more");
        Require(Bins is >= 2 and <= BinMapper.MaximumBins, nameof(Bins), Bins, $"2 to {BinMapper.MaximumBins}");
        Require(Subsample is > 0 and <= 1, nameof(Subsample), Subsample, "above 0, at most 1");
        Require(ColumnSample is > 0 and <= 1, nameof(ColumnSample), ColumnSample, "above 0, at most 1");
        Require(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), EarlyStoppingRounds, "0 or more");
        Require(UncheckedRounds >= 0, nameof(UncheckedRounds), UncheckedRounds, "0 or more");
        Require(ValidationShare is > 0 and < 1, nameof(ValidationShare), ValidationShare, "above 0, below 1");
        Require(LeafShrinkage is >= 0 and < double.PositiveInfinity, nameof(LeafShrinkage), LeafShrinkage, "0 or more, finite");
        Require(LeafSmoothing is >= 0 and < double.PositiveInfinity, nameof(LeafSmoothing), LeafSmoothing, "0 or more, finite");
        Require(Crosses is >= 0 and <= MaximumCrosses, nameof(Crosses), Crosses, $"0 to {MaximumCrosses}");
        Require(Threads >= 0, nameof(Threads), Threads, "0 or more");
    }

    /// <summary>A leaf number fits one byte.</summary>
    public const int MaximumLeaves = 255;

    public const int MaximumCrosses = 64;

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {range}.");
    }
}
