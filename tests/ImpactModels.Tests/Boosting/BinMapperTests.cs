using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class BinMapperTests
{
    [Theory]
    [InlineData(1, 255)]
    [InlineData(3, 255)]
    [InlineData(300, 16)]
    [InlineData(5_000, 255)]
    [InlineData(5_000, 2)]
    public void Map_AnyValues_IsTheNaiveTwins(int rows, int bins)
    {
        BoostingData data = BoostingSamples.Mixed(rows, (ulong)(rows + bins));
        BinnedRows mapped = BoostingSamples.Bin(data, bins);
        for (int row = 0; row < rows; row++)
        {
            for (int feature = 0; feature < data.FeatureCount; feature++)
            {
                float[] edges = mapped.Features[feature].Edges;
                float value = data.Feature(row, feature);
                int expected = mapped.Features[feature].IsCategorical ? NaiveBins.Categorical(edges, value) : NaiveBins.Numeric(edges, value);
                Assert.Equal(expected, mapped[row, feature]);
            }
        }
    }

    [Fact]
    public void Fit_ContinuousValues_FillsAllBinsAlike()
    {
        float[] values = Values(50_000, random => (float)random.NextNormal());
        int[] counts = Counts(BinMapper.Fit(values.Length, row => values[row], isCategorical: false, 255), values);
        Assert.Equal(255, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 50_000 / 255 - 1, 50_000 / 255 + 2));
    }

    [Fact]
    public void Fit_FewDistinctValues_OneBinEach()
    {
        float[] values = Values(1_000, random => random.NextInt32(7));
        FeatureBins bins = BinMapper.Fit(values.Length, row => values[row], isCategorical: false, 255);
        Assert.Equal([0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f], bins.Edges);
    }

    [Fact]
    public void Fit_AnAtom_HasABinToItself()
    {
        float[] values = Values(20_000, random => random.NextDouble() < 0.4 ? 1f : (float)(1 + random.NextNormal()));
        FeatureBins bins = BinMapper.Fit(values.Length, row => values[row], isCategorical: false, 16);
        int atom = bins.BinOf(1f);
        Assert.True(bins.BinOf(0.99f) < atom && bins.BinOf(1.01f) > atom, $"1 shares bin {atom} with its neighbours");
    }

    [Fact]
    public void Fit_NeighbouringFloats_AreDividedExactly()
    {
        float[] values = [1f, MathF.BitIncrement(1f)];
        FeatureBins bins = BinMapper.Fit(2, row => values[row], isCategorical: false, 255);
        Assert.Equal(0, bins.BinOf(values[0]));
        Assert.Equal(1, bins.BinOf(values[1]));
    }

    [Fact]
    public void Fit_InfinitiesAndNaN_CountAsLargestNumbersAndMissing()
    {
        float[] values = [float.NegativeInfinity, -1, 1, float.PositiveInfinity, float.NaN];
        FeatureBins bins = BinMapper.Fit(values.Length, row => values[row], isCategorical: false, 255);
        Assert.Equal([0, 1, 2, 3, BinMapper.MissingBin], values.Select(bins.BinOf).Select(bin => (int)bin));
        Assert.All(bins.Edges, edge => Assert.True(float.IsFinite(edge)));
    }

    [Fact]
    public void Fit_MoreCategoriesThanBins_KeepsTheMostFrequentAndMissesTheRest()
    {
        float[] values = [5, 5, 5, 9, 9, 2, 2, 7];
        FeatureBins bins = BinMapper.Fit(values.Length, row => values[row], isCategorical: true, 3);
        Assert.Equal([2f, 5f, 9f], bins.Edges);
        Assert.Equal(BinMapper.MissingBin, bins.BinOf(7));
        Assert.Equal(BinMapper.MissingBin, bins.BinOf(5.5f));
    }

    [Fact]
    public void CountBelow_VectorAndScalar_AreTheNaiveTwins()
    {
        var random = new SeededRandom(11);
        for (int count = 0; count < 256; count++)
        {
            float[] edges = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal()).Order()];
            var search = new EdgeSearch(edges);
            foreach (float value in edges.Concat([float.MinValue, float.MaxValue, 0, 0.1f, -0.7f]))
            {
                int expected = NaiveBins.Numeric(edges, value);
                Assert.Equal(expected, search.CountBelowScalar(value));
                Assert.Equal(expected, search.CountBelowVector(value));
            }
        }
    }

    private static float[] Values(int count, Func<SeededRandom, float> draw)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, count).Select(_ => draw(random))];
    }

    private static int[] Counts(FeatureBins bins, float[] values) => [.. values.CountBy(bins.BinOf).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
}
