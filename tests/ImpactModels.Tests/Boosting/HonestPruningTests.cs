using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class HonestPruningTests
{
    private const double StepShare = 0.1;

    [Fact]
    public void Prune_NoiseTargets_CutsMostOfTheTree()
    {
        int before = 0;
        int after = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var random = new SeededRandom(seed);
            BoostingData data = BoostingSamples.Mixed(2_000, seed);
            data = data with { Targets = [.. data.Targets.Select(_ => random.NextNormal())] };
            (TrainingTree tree, ScoreSum[] unseen, _) = Grown(data);
            before += tree.LeafCount;
            after += new HonestPruning(StepShare).Prune(tree, unseen, new double[data.FeatureCount]).Tree.LeafCount;
        }

        Assert.True(after < before / 2, $"{after} of {before} leaves of noise are left");
    }

    [Fact]
    public void Prune_StrongSignal_KeepsItAndNamesItsFeature()
    {
        BoostingData data = BoostingSamples.Mixed(4_000, 2, missingShare: 0);
        data = data with { Targets = [.. Enumerable.Range(0, data.RowCount).Select(row => (data.Feature(row, 1) > 2.5 ? 10.0 : 0) + row % 7)] };
        (TrainingTree tree, ScoreSum[] unseen, _) = Grown(data);
        var gains = new double[data.FeatureCount];
        TrainingTree pruned = new HonestPruning(StepShare).Prune(tree, unseen, gains).Tree;
        Assert.True(pruned.LeafCount >= 2);
        Assert.Equal(gains.Max(), gains[1]);
        Assert.True(gains[1] > 0);
    }

    [Fact]
    public void Prune_AnyTree_SendsEachLeafToTheLeafItsRowsAreInNow()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            BoostingData data = BoostingSamples.Mixed(1_500, seed);
            (TrainingTree tree, ScoreSum[] unseen, BinnedRows rows) = Grown(data);
            int[] before = [.. Enumerable.Range(0, data.RowCount).Select(row => tree.LeafOf(rows.Row(row)))];
            (TrainingTree pruned, byte[] newLeaves) = new HonestPruning(StepShare).Prune(tree, unseen, new double[data.FeatureCount]);
            for (int row = 0; row < data.RowCount; row++)
                Assert.Equal(pruned.LeafOf(rows.Row(row)), newLeaves[before[row]]);
        }
    }

    /// <summary>Structure from even rows, sums of the odd ones.</summary>
    private static (TrainingTree Tree, ScoreSum[] Unseen, BinnedRows Rows) Grown(BoostingData data)
    {
        BinnedRows rows = BoostingSamples.Bin(data, 32);
        RowScores scores = BoostingSamples.Score(data);
        var options = new BoostingOptions { Leaves = 12, Threads = 1 };
        var grower = new TreeGrower(rows, new HistogramBuilder(rows, 1), new SplitFinder(rows, options, []), options);
        TrainingTree tree = grower.Grow(scores, Enumerable.Range(0, data.RowCount / 2).Select(i => 2 * i).ToArray(), [.. Enumerable.Range(0, rows.FeatureCount)]);
        var unseen = new ScoreSum[tree.LeafCount];
        for (int row = 1; row < data.RowCount; row += 2)
            unseen[tree.LeafOf(rows.Row(row))] += ScoreSum.From(scores.Values[row]);
        return (tree, unseen, rows);
    }
}
