using ImpactService.ImpactModels.Boosting;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class HistogramBuilderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Build_SomeRows_IsTheNaiveTwins(int threads)
    {
        BoostingData data = BoostingSamples.Mixed(40_000, 1);
        BinnedRows rows = BoostingSamples.Bin(data, 12);
        RowScores scores = BoostingSamples.Score(data);
        int[] rowIds = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 3 != 0)];
        Histogram histogram = new HistogramBuilder(rows, threads).Build(scores, rowIds);
        for (int feature = 0; feature < rows.FeatureCount; feature++)
        {
            foreach (int bin in (ReadOnlySpan<int>)[0, 1, 5, 11, 12, 255])
            {
                ScoreSum sum = histogram[feature, bin];
                Assert.Equal(NaiveSplits.Sum(rows, scores, rowIds, feature, bin), (sum.Location, sum.Scale, sum.Curvature, sum.Rows));
            }
        }
    }

    [Fact]
    public void Subtract_OneChild_LeavesTheOther()
    {
        BoostingData data = BoostingSamples.Mixed(3_000, 2);
        BinnedRows rows = BoostingSamples.Bin(data);
        RowScores scores = BoostingSamples.Score(data);
        var builder = new HistogramBuilder(rows, 1);
        int[] all = [.. Enumerable.Range(0, data.RowCount)];
        Histogram parent = builder.Build(scores, all);
        parent.Subtract(builder.Build(scores, all.Where(row => row % 5 == 0).ToArray()));
        Assert.Equal(builder.Build(scores, all.Where(row => row % 5 != 0).ToArray()).Sums, parent.Sums);
    }

    [Fact]
    public void Build_ReturnedHistogram_StartsFromZero()
    {
        BoostingData data = BoostingSamples.Mixed(500, 3);
        BinnedRows rows = BoostingSamples.Bin(data);
        RowScores scores = BoostingSamples.Score(data);
        var builder = new HistogramBuilder(rows, 1);
        int[] few = [3, 4, 5];
        Histogram first = builder.Build(scores, few);
        builder.Return(first);
        Histogram second = builder.Build(scores, few);
        Assert.Same(first, second);
        Assert.Equal(3, second.Total().Rows);
    }

    /// <summary>The fixed point leaves room: no sum over all rows overflows, however the weights are spread.</summary>
    [Theory]
    [InlineData(1e-12)]
    [InlineData(1.0)]
    [InlineData(1e12)]
    public void Total_AnyWeights_KeepsItsSign(double unit)
    {
        BoostingData data = BoostingSamples.Mixed(20_000, 4);
        data = data with { Weights = [.. Enumerable.Range(0, data.RowCount).Select(row => unit * (1 + row % 7))], Targets = [.. data.Targets.Select(Math.Abs)] };
        RowScores scores = BoostingSamples.Score(data with { BaseCurves = new double[data.RowCount * 17] });
        var sum = NaiveSplits.Sum(scores, Enumerable.Range(0, data.RowCount));
        Assert.InRange(sum.Curvature, 1, int.MaxValue);
        Assert.InRange(Math.Abs(sum.Location), 0, int.MaxValue);
        Assert.InRange(Math.Abs(sum.Scale), 0, int.MaxValue);
    }
}
