using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Learners;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class ForestLearnerTests
{
    [Fact]
    public void Fit_HeteroscedasticLaw_FindsItsQuantiles()
    {
        IQuantileModel model = new ForestLearner(new ForestOptions { MinRowsPerLeaf = 50 }).Fit(LearnerSamples.Heteroscedastic(20_000, 1), null, CancellationToken.None);
        double[] small = LearnerSamples.Predict(model, 0.1f, 0f, 0f);
        double[] large = LearnerSamples.Predict(model, 0.9f, 0f, 0f);
        Assert.InRange(small[QuantileLevels.MedianIndex], 0.0, 0.5);
        Assert.InRange(large[QuantileLevels.MedianIndex], 1.5, 2.05); // 0.2 and 1.8 in truth
        Assert.InRange(large[14] - large[2], 4.0, 5.4); // 90 % interval 2·1.645·1.4 = 4.6, wider by the spread of the law inside a leaf
        Assert.InRange(small[14] - small[2], 1.7, 2.7); // 2·1.645·0.6 = 1.97
        Assert.InRange(large[16] - large[0], 5.4, 7.8); // 98 %: 6.5
    }

    [Fact]
    public void Write_RowsInPlenty_SizeDoesNotGrowWithThem()
    {
        ForestOptions options = new() { Trees = 20, Leaves = 16, MinRowsPerLeaf = 10, ColumnSample = 0.6 };
        int few = LearnerSamples.Bytes(new ForestLearner(options).Fit(LearnerSamples.Heteroscedastic(2_000, 3), null, CancellationToken.None)).Length;
        int many = LearnerSamples.Bytes(new ForestLearner(options).Fit(LearnerSamples.Heteroscedastic(20_000, 3), null, CancellationToken.None)).Length;
        Assert.InRange(many, few / 2, few * 5 / 4);
    }

    /// <summary>One leaf: the forest is the sample.</summary>
    [Fact]
    public void Fit_NothingToSplit_IsTheSampleItself()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(3_000, 2);
        IQuantileModel model = LearnerCases.Fit("forest", data with { Features = new float[9_000] });
        var sample = new double[LearnerSamples.Levels];
        WeightedQuantiles.Write(data.Targets, [], QuantileLevels.All, sample);
        double[] curve = LearnerSamples.Predict(model, 0f, 0f, 0f);
        for (int level = 0; level < curve.Length; level++)
            Assert.Equal(sample[level], curve[level], 0.15);
    }

    [Fact]
    public void Masses_OfALeaf_AreSymmetricAndWhole()
    {
        Assert.Equal(400, ForestLeaves.TotalMass);
        Assert.Equal(ForestLeaves.Masses, ForestLeaves.Masses.Reverse());
        Assert.Equal(0.00125, ForestLeaves.Levels[0], 1e-12);
        for (int i = 0; i < ForestLeaves.Count; i++)
            Assert.Equal(1, ForestLeaves.Levels[i] + ForestLeaves.Levels[^(i + 1)], 1e-12);
    }

    [Fact]
    public void Place_AscendingValues_NeverFalls()
    {
        double[] grid = [-3, -1, -1, 0, 0.5, 7];
        int last = 0;
        for (double value = -5; value < 9; value += 0.125)
        {
            int place = ForestLeaves.Place(grid, value);
            Assert.True(place >= last);
            Assert.Equal(grid.Min(at => Math.Abs(at - value)), Math.Abs(grid[place] - value), 1e-12);
            last = place;
        }
    }

    [Fact]
    public void MixtureQuantiles_RandomHistograms_AgreeWithTheNaiveTwin()
    {
        var random = new SeededRandom(4);
        for (int i = 0; i < 300; i++)
        {
            double[] values = [.. Enumerable.Range(0, 1 + random.NextInt32(30)).Select(_ => random.NextNormal()).Order()];
            int[] masses = [.. values.Select(_ => random.NextInt32(3) == 0 ? random.NextInt32(9) : 0)];
            masses[random.NextInt32(masses.Length)] += 1;
            var found = new double[LearnerSamples.Levels];
            MixtureQuantiles.Write(values, masses, found);
            double[] expected = NaiveMixture.Quantiles(values, masses);
            for (int level = 0; level < found.Length; level++)
                Assert.Equal(expected[level], found[level], 1e-9);
        }
    }

    /// <summary>The order of distributions is the order of their quantiles: without it the size group could lower an answer.</summary>
    [Fact]
    public void MixtureQuantiles_MassMovesUp_NoQuantileFalls()
    {
        var random = new SeededRandom(5);
        for (int i = 0; i < 500; i++)
        {
            double[] values = [.. Enumerable.Range(0, 12).Select(_ => random.NextNormal()).Order()];
            int[] masses = [.. values.Select(_ => random.NextInt32(4))];
            masses[0] += 1;
            var low = new double[LearnerSamples.Levels];
            var high = new double[LearnerSamples.Levels];
            MixtureQuantiles.Write(values, masses, low);
            int from = Array.FindIndex(masses, mass => mass > 0);
            masses[from]--;
            masses[from + random.NextInt32(12 - from)]++;
            MixtureQuantiles.Write(values, masses, high);
            for (int level = 0; level < low.Length; level++)
                Assert.True(high[level] >= low[level] - 1e-12);
        }
    }

    [Fact]
    public void Options_Outside_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestLearner(new ForestOptions { Trees = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestLearner(new ForestOptions { ColumnSample = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForestLearner(new ForestOptions { Leaves = 256 }));
    }
}
