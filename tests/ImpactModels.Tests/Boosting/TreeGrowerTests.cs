using ImpactService.ImpactModels.Boosting;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class TreeGrowerTests
{
    private static readonly BoostingOptions options = new() { Leaves = 12, MinRowsPerLeaf = 30, Threads = 1 };

    [Fact]
    public void Grow_RandomRows_EveryNodeSumsItsOwnRows()
    {
        BoostingData data = BoostingSamples.Mixed(3_000, 1);
        BinnedRows rows = BoostingSamples.Bin(data);
        RowScores scores = BoostingSamples.Score(data);
        TrainingTree tree = BoostingSamples.Grow(data, rows, options);
        Assert.Equal(12, tree.LeafCount);
        Check(0, [.. Enumerable.Range(0, data.RowCount)]);

        void Check(int index, int[] own)
        {
            TrainingNode node = tree.Nodes[index];
            Assert.Equal(NaiveSplits.Sum(scores, own), (node.Sum.Location, node.Sum.Scale, node.Sum.Curvature, node.Sum.Rows));
            Assert.True(own.Length >= options.MinRowsPerLeaf, $"a node of {own.Length} rows");
            if (node.Split is not { } split)
                return;
            Check(node.Left, [.. own.Where(row => split.GoesLeft(rows[row, split.Feature]))]);
            Check(node.Left + 1, [.. own.Where(row => !split.GoesLeft(rows[row, split.Feature]))]);
        }
    }

    /// <summary>Best first: of two splits of the same tree the later one never gained more, unless the earlier one opened it.</summary>
    [Fact]
    public void Grow_FewerLeaves_IsTheStartOfTheSameTree()
    {
        BoostingData data = BoostingSamples.Mixed(3_000, 2);
        BinnedRows rows = BoostingSamples.Bin(data);
        TrainingTree large = BoostingSamples.Grow(data, rows, options);
        TrainingTree small = BoostingSamples.Grow(data, rows, options with { Leaves = 6 });
        double[] gains = [.. large.Nodes.Where(node => node.Split is not null).OrderBy(node => node.Left).Select(node => node.Split!.Gain)];
        Assert.Equal(gains[..5], small.Nodes.Where(node => node.Split is not null).OrderBy(node => node.Left).Select(node => node.Split!.Gain));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Grow_SeveralThreads_SameTree(int threads)
    {
        BoostingData data = BoostingSamples.Mixed(40_000, 3);
        BinnedRows rows = BoostingSamples.Bin(data);
        TrainingTree one = BoostingSamples.Grow(data, rows, options);
        TrainingTree many = BoostingSamples.Grow(data, rows, options with { Threads = threads });
        Assert.Equal(one.Nodes.Select(node => (node.Split, node.Left, node.Sum, node.Leaf)), many.Nodes.Select(node => (node.Split, node.Left, node.Sum, node.Leaf)));
    }

    [Fact]
    public void Grow_AllRowsAlike_IsOneLeaf()
    {
        BoostingData data = BoostingSamples.Mixed(500, 4) with { Features = new float[500 * BoostingSamples.FeatureCount] };
        Assert.Equal(1, BoostingSamples.Grow(data, BoostingSamples.Bin(data), options).LeafCount);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(20_001, 3)]
    public void Route_AnyRows_IsTheTreesOwnWalk(int count, int threads)
    {
        BoostingData data = BoostingSamples.Mixed(20_001, 5);
        BinnedRows rows = BoostingSamples.Bin(data);
        TrainingTree tree = BoostingSamples.Grow(data, rows, options with { Leaves = 40 });
        BoostingData some = data.Select([.. Enumerable.Range(0, count)]);
        BinnedRows routed = BinnedRows.Map(some, rows.Features, new FeatureCrosses(rows.Features, []), 255, 1);
        var leaves = new byte[count];
        new TreeRouter(tree).Route(routed, leaves, threads);
        Assert.Equal(Enumerable.Range(0, count).Select(row => tree.LeafOf(routed.Row(row))), leaves.Select(leaf => (int)leaf));
    }
}
