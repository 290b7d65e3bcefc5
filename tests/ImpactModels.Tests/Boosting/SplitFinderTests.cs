using ImpactService.ImpactModels.Boosting;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class SplitFinderTests
{
    [Theory]
    [InlineData(60, 1)]
    [InlineData(60, 20)]
    [InlineData(400, 20)]
    [InlineData(400, 150)]
    public void Find_RandomRows_GainsWhatTheNaiveTwinGains(int count, int minRows)
    {
        for (ulong seed = 1; seed <= 12; seed++)
        {
            BoostingData data = BoostingSamples.Mixed(count, seed);
            Compare(data, new BoostingOptions { MinRowsPerLeaf = minRows }, []);
            Compare(data, new BoostingOptions { MinRowsPerLeaf = minRows }, [0, 3]);
        }
    }

    [Fact]
    public void Find_NothingToGain_IsNull()
    {
        BoostingData data = BoostingSamples.Mixed(100, 3) with { Targets = new double[100] };
        Assert.Null(Find(data, BoostingSamples.Bin(data), new BoostingOptions(), []));
    }

    [Fact]
    public void Find_MissingRowsAreTheSignal_SplitsThemFromAllOthers()
    {
        BoostingData data = BoostingSamples.Mixed(2_000, 5);
        data = data with { Targets = [.. Enumerable.Range(0, data.RowCount).Select(row => float.IsNaN(data.Feature(row, 0)) ? 10.0 : 0)] };
        BinnedRows rows = BoostingSamples.Bin(data);
        Split split = Find(data, rows, new BoostingOptions(), [])!;
        Assert.Equal(0, split.Feature);
        Assert.All(Enumerable.Range(0, data.RowCount), row =>
            Assert.Equal(split.GoesLeft(rows[row, 0]), split.MissingGoesLeft == float.IsNaN(data.Feature(row, 0))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Find_MissingRowsBehaveLikeOneSide_GoWithIt(int side)
    {
        BoostingData data = BoostingSamples.Mixed(4_000, 6);
        data = data with
        {
            Targets = [.. Enumerable.Range(0, data.RowCount).Select(row => (data.Feature(row, 0) * side > 0 || float.IsNaN(data.Feature(row, 0)) ? 5.0 : 0) + row % 10)],
        };
        Split split = Find(data, BoostingSamples.Bin(data), new BoostingOptions(), [])!;
        Assert.Equal(0, split.Feature);
        Assert.Equal(side < 0, split.MissingGoesLeft);
    }

    [Fact]
    public void Find_IncreasingFeatureThatLowersTheTarget_IsNotSplit()
    {
        BoostingData data = BoostingSamples.Mixed(2_000, 7, missingShare: 0);
        data = data with { Targets = [.. Enumerable.Range(0, data.RowCount).Select(row => (double)-data.Feature(row, 0))] };
        BinnedRows rows = BoostingSamples.Bin(data);
        Assert.Equal(0, Find(data, rows, new BoostingOptions(), [])!.Feature);
        Assert.NotEqual(0, Find(data, rows, new BoostingOptions(), [0])?.Feature);
    }

    private static void Compare(BoostingData data, BoostingOptions options, int[] increasing)
    {
        BinnedRows rows = BoostingSamples.Bin(data, 20);
        bool[] flags = [.. Enumerable.Range(0, rows.FeatureCount).Select(increasing.Contains)];
        int[] all = [.. Enumerable.Range(0, data.RowCount)];
        RowScores scores = BoostingSamples.Score(data);
        NaiveSplit? expected = NaiveSplits.Best(rows, scores, all, options.MinRowsPerLeaf, flags);
        Split? found = Find(data, rows, options, increasing);
        Assert.Equal(expected is null, found is null);
        if (expected is null)
            return;
        Assert.Equal(expected.Gain, found!.Gain, 1e-9 * expected.Gain);
        int[] left = [.. all.Where(row => found.GoesLeft(rows[row, found.Feature]))];
        Assert.Equal(NaiveSplits.Sum(scores, left), (found.Left.Location, found.Left.Scale, found.Left.Curvature, found.Left.Rows));
        if (found.Feature == expected.Feature && found.Left.Rows == expected.Left.Length)
            Assert.Equal(expected.Left, left);
    }

    private static Split? Find(BoostingData data, BinnedRows rows, BoostingOptions options, int[] increasing)
    {
        Histogram histogram = new HistogramBuilder(rows, 1).Build(BoostingSamples.Score(data), Enumerable.Range(0, data.RowCount).ToArray());
        return new SplitFinder(rows, options, increasing).Find(histogram, histogram.Total(), [.. Enumerable.Range(0, rows.FeatureCount)]);
    }
}
