using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Grows the trees of a forest with the booster's grower. The scores of a row come from its rank among the quantiles of the whole sample, which is how a split finds what moves or spreads the distribution
/// (compare Athey, Tibshirani, Wager 2019, arXiv 1610.01271, whose forests split on such scores). Honest: one half of a tree's rows finds the structure, the other fills the leaves.
/// </summary>
internal sealed class ForestGrower
{
    private readonly BoostingData data;
    private readonly ForestOptions options;
    private readonly BinnedRows rows;
    private readonly TreeGrower grower;
    private readonly RowScores scores;
    private readonly RowRoles roles;
    private readonly bool[] isIncreasing;
    private readonly byte[] leaves;
    private readonly double[] grid;
    private readonly float[] whole;

    /// <param name="data">Targets in units of the base curve; no base curves.</param>
    /// <param name="bins">Of its features.</param>
    /// <param name="grid">See <see cref="ForestLeaves.Grid"/>.</param>
    /// <param name="options">Validated.</param>
    public ForestGrower(BoostingData data, FeatureBins[] bins, double[] grid, ForestOptions options)
    {
        this.data = data;
        this.options = options;
        this.grid = grid;
        BoostingOptions growing = options.Growing;
        rows = BinnedRows.Map(data, bins, new FeatureCrosses(bins, []), growing.Bins, options.ThreadCount);
        grower = new TreeGrower(rows, new HistogramBuilder(rows, options.ThreadCount), new SplitFinder(rows, growing, data.IncreasingFeatures), growing);
        var pass = new RoundPass(data, Residuals.Initial(data, StartCurve.Find(data), options.ThreadCount), options.ThreadCount);
        pass.Score();
        scores = pass.Scores;
        roles = new RowRoles(data, growing);
        isIncreasing = [.. Enumerable.Range(0, data.FeatureCount).Select(data.IncreasingFeatures.Contains)];
        leaves = new byte[data.RowCount];
        whole = Quantiles(data.Targets, data.Weights);
    }

    public ForestTree Grow(int tree)
    {
        roles.Draw(tree);
        TrainingTree grown = grower.Grow(scores, roles.Structure, SampledFeatures(tree));
        new TreeRouter(grown).Route(rows, leaves, options.ThreadCount);
        float[] quantiles = LeafQuantiles(grown.LeafCount);
        if (data.IncreasingFeatures.Length > 0)
            MonotoneLeaves.Enforce(grown, rows.FeatureCount, isIncreasing, quantiles);
        return new ForestTree(grown, Array.ConvertAll(quantiles, value => ForestLeaves.Place(grid, value)));
    }

    /// <summary>[leaves × 52]; a leaf that no value row reached answers as the whole sample.</summary>
    private float[] LeafQuantiles(int leafCount)
    {
        var members = new List<int>[leafCount];
        for (int leaf = 0; leaf < leafCount; leaf++)
            members[leaf] = [];
        foreach (int row in roles.Values.Span)
            members[leaves[row]].Add(row);
        float[] quantiles = new float[leafCount * ForestLeaves.Count];
        ParallelChunks.For(leafCount, 1, options.ThreadCount, (leaf, _, _) =>
        {
            float[] own = members[leaf].Count == 0 ? whole : Quantiles(Pick(data.Targets, members[leaf]), data.Weights is null ? null : Pick(data.Weights, members[leaf]));
            own.CopyTo(quantiles, leaf * ForestLeaves.Count);
        });
        return quantiles;
    }

    private static double[] Pick(double[] values, List<int> rows) => [.. rows.Select(row => values[row])];

    private static float[] Quantiles(double[] values, double[]? weights)
    {
        double[] found = new double[ForestLeaves.Count];
        WeightedQuantiles.Write(values, weights, ForestLeaves.Levels, found);
        return Array.ConvertAll(found, value => (float)value);
    }

    private int[] SampledFeatures(int tree)
    {
        int[] all = [.. Enumerable.Range(0, data.FeatureCount)];
        int count = Math.Max(1, (int)Math.Round(options.ColumnSample * all.Length));
        SeededRandom random = new SeededRandom(data.Seed).Fork((ulong)tree);
        for (int i = 0; i < count; i++)
        {
            int other = i + random.NextInt32(all.Length - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return [.. all[..count].Order()];
    }
}
