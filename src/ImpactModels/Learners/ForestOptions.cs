using ImpactService.ImpactModels.Boosting;

namespace ImpactService.ImpactModels.Learners;

/// <summary>What can be tuned about the quantile regression forest.</summary>
public sealed record ForestOptions
{
    public int Trees { get; init; } = 100;

    /// <summary>Leaves per tree at most, grown best first.</summary>
    public int Leaves { get; init; } = BoostingOptions.MaximumLeaves;

    /// <summary>Rows that found a tree's structure on each side of every split: orders of a session share one price path, so a leaf needs many.</summary>
    public int MinRowsPerLeaf { get; init; } = 50;

    /// <summary>Share of the rows that each tree sees; half of them find its structure, the other half fill its leaves.</summary>
    public double Subsample { get; init; } = 0.63;

    /// <summary>
    /// Share of the features that each tree sees. All: trees differ by their rows already, and one that cannot see what matters draws the mixture towards the whole sample
    /// (10,000 rows of a law of three features: 7.9 % over the limit with 0.6, 1.3 % with 1).
    /// </summary>
    public double ColumnSample { get; init; } = 1;

    /// <summary>Threads at most; 0 is one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>What the tree grower needs to know.</summary>
    internal BoostingOptions Growing => new()
    {
        Leaves = Leaves,
        MinRowsPerLeaf = MinRowsPerLeaf,
        Subsample = Subsample,
        Honest = true,
        Threads = Threads,
    };

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        Require(Trees is >= 1 and <= MostTrees, nameof(Trees), Trees, $"1 to {MostTrees}");
        Require(ColumnSample is > 0 and <= 1, nameof(ColumnSample), ColumnSample, "above 0, at most 1");
        Growing.Validate();
    }

    /// <summary>The mass of all trees' leaves fits an integer with room to spare.</summary>
    public const int MostTrees = 10_000;

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {range}.");
    }
}
