using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

/// <summary>A leaf's vector is, level by level, the sample quantile of its rows' residuals.</summary>
public sealed class LeafQuantilesTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(40, false)]
    [InlineData(5_000, false)]
    [InlineData(80_000, false)] // more than one part of the scratch
    [InlineData(1, true)]
    [InlineData(5_000, true)]
    public void Find_EachLeafAndLevel_IsTheNaiveTwins(int rows, bool weighted)
    {
        BoostingData data = Problem(rows, weighted);
        Residuals residuals = Residuals.Initial(data, new float[QuantileLevels.Count], 1);
        (ValueGroups groups, byte[] leaves) = Groups(data, 3);
        float[] found = new LeafQuantiles(data, residuals, new LeafSmoothing(new double[QuantileLevels.Count], 0, 0), 2).Find(groups);
        for (int leaf = 0; leaf < groups.Count; leaf++)
        {
            int[] own = [.. Enumerable.Range(0, rows).Where(row => leaves[row] == leaf)];
            for (int level = 0; level < QuantileLevels.Count; level += 4)
            {
                float[] values = [.. own.Select(row => (float)data.Targets[row])];
                double[]? weights = weighted ? [.. own.Select(row => data.Weights![row])] : null;
                Assert.Equal(own.Length == 0 ? 0 : NaiveQuantile.Of(values, weights, QuantileLevels.All[level]), found[leaf * QuantileLevels.Count + level]);
            }
        }
    }

    [Fact]
    public void Find_AnyOtherStep_LosesMore()
    {
        BoostingData data = Problem(501, weighted: true);
        Residuals residuals = Residuals.Initial(data, new float[QuantileLevels.Count], 1);
        (ValueGroups groups, _) = Groups(data, 1);
        float[] found = new LeafQuantiles(data, residuals, new LeafSmoothing(new double[QuantileLevels.Count], 0, 0), 1).Find(groups);
        float[] values = [.. data.Targets.Select(target => (float)target)];
        for (int level = 0; level < QuantileLevels.Count; level++)
        {
            double tau = QuantileLevels.All[level];
            double least = NaiveQuantile.Pinball(values, data.Weights, tau, found[level]);
            Assert.All(values, other => Assert.True(NaiveQuantile.Pinball(values, data.Weights, tau, other) >= least * (1 - 1e-12), $"{other} loses less than {found[level]} at {tau}"));
        }
    }

    private static BoostingData Problem(int rows, bool weighted)
    {
        BoostingData data = BoostingSamples.Mixed(rows, (ulong)rows);
        var random = new SeededRandom(9);
        // Rounded to quarters, so that ties happen, and weights in eighths, so that their sums are exact.
        return data with
        {
            Targets = [.. data.Targets.Select(target => Math.Round(4 * target) / 4)],
            Weights = weighted ? [.. Enumerable.Range(0, rows).Select(_ => (1 + random.NextInt32(31)) / 8.0)] : null,
        };
    }

    private static (ValueGroups Groups, byte[] Leaves) Groups(BoostingData data, int leafCount)
    {
        var roles = new RowRoles(data, new BoostingOptions { Honest = false, Threads = 1 });
        roles.Draw(0);
        byte[] leaves = [.. Enumerable.Range(0, data.RowCount).Select(row => (byte)(row * 7 % 11 % leafCount))];
        var groups = new ValueGroups(data.RowCount, 2);
        groups.Sort(roles, leaves, leafCount);
        return (groups, leaves);
    }
}
