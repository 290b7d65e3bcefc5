using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

/// <summary>What can be asked of the booster, one by one, on problems where the answer is known.</summary>
public sealed class QuantileBoosterTests
{
    private const int Median = QuantileLevels.MedianIndex;

    private static readonly BoostingOptions options = new() { Rounds = 60, Leaves = 6, Threads = 1, Crosses = 0, LearningRate = 0.2 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_MissingValuesLikeLargeOnes_LearnsTheirDirection(bool honest)
    {
        BoostingData data = Problem(4_000, 1, row => float.IsNaN(row[0]) || row[0] > 0 ? 3 : 0);
        QuantileEnsemble ensemble = Fit(data, options with { Honest = honest }).Ensemble;
        Assert.Equal(3, At(ensemble, [float.NaN, 0, 0, 0])[Median], 0.4);
        Assert.Equal(3, At(ensemble, [1, 0, 0, 0])[Median], 0.4);
        Assert.Equal(0, At(ensemble, [-1, 0, 0, 0])[Median], 0.4);
    }

    /// <summary>The order of an increasing feature does not reach its missing values: they may lie below all others, or above.</summary>
    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public void Fit_MissingValuesOfAnIncreasingFeature_AreFree(double level)
    {
        BoostingData data = Problem(6_000, 11, row => float.IsNaN(row[0]) ? level : row[0]) with { IncreasingFeatures = [0] };
        QuantileEnsemble ensemble = Fit(data, options).Ensemble;
        Assert.Equal(level, At(ensemble, [float.NaN, 0, 1, 1])[Median], 0.7);
        Assert.Equal(-1, At(ensemble, [-1, 0, 1, 1])[Median], 0.7);
        Assert.Equal(1, At(ensemble, [1, 0, 1, 1])[Median], 0.7);
    }

    [Fact]
    public void Fit_Categories_AreGroupedWhateverTheirNumbers()
    {
        BoostingData data = Problem(6_000, 2, row => row[BoostingSamples.Category] is -20 or 1 or 36 ? 4 : 0);
        QuantileEnsemble ensemble = Fit(data, options).Ensemble;
        for (int category = 0; category < 9; category++)
        {
            float value = category * 7 - 20;
            Assert.Equal(value is -20 or 1 or 36 ? 4 : 0, At(ensemble, [0, 0, value, 0])[Median], 0.6);
        }

        Assert.Equal(At(ensemble, [0, 0, float.NaN, 0]), At(ensemble, [0, 0, 12345, 0]));
    }

    /// <summary>A row of weight three says what three equal rows say.</summary>
    [Fact]
    public void Fit_WeightsWithoutNoiseOfSampling_MoveLikeRepetition()
    {
        BoostingData data = Problem(3_000, 3, row => row[0] > 0 ? 2 : 0);
        double[] targets = [.. data.Targets.Select((target, row) => row % 2 == 0 ? target : target + 10)];
        double[] weights = [.. Enumerable.Range(0, data.RowCount).Select(row => row % 2 == 0 ? 3.0 : 1)];
        BoostingData weighted = data with { Targets = targets, Weights = weights };
        int[] repeated = [.. Enumerable.Range(0, data.RowCount).SelectMany(row => Enumerable.Repeat(row, row % 2 == 0 ? 3 : 1))];
        QuantileEnsemble byWeight = Fit(weighted, options).Ensemble;
        QuantileEnsemble byRepetition = Fit((data with { Targets = targets }).Select(repeated), options).Ensemble;
        foreach (int level in (ReadOnlySpan<int>)[2, 5, Median])
        {
            Assert.Equal(At(byRepetition, [1, 0, 1, 1])[level], At(byWeight, [1, 0, 1, 1])[level], 0.5);
            Assert.Equal(At(byRepetition, [-1, 0, 1, 1])[level], At(byWeight, [-1, 0, 1, 1])[level], 0.5);
        }
    }

    [Fact]
    public void Fit_AllWeightsTheSame_FindsTheSplitsOfNone()
    {
        BoostingData data = Problem(3_000, 4, row => row[0]);
        QuantileEnsemble plain = Fit(data, options with { LeafShrinkage = 0, LeafSmoothing = 0 }).Ensemble;
        QuantileEnsemble weighted = Fit(data with { Weights = [.. Enumerable.Repeat(2.0, data.RowCount)] }, options with { LeafShrinkage = 0, LeafSmoothing = 0 }).Ensemble;
        Assert.All(At(plain, [1, 0, 1, 1]).Zip(At(weighted, [1, 0, 1, 1])), pair => Assert.Equal(pair.First, pair.Second, 0.15));
    }

    [Theory]
    [InlineData(0.5, 1.0)]
    [InlineData(1.0, 0.5)]
    [InlineData(0.5, 0.25)]
    public void Fit_SubsampledRowsOrColumns_StillLearns(double rows, double columns)
    {
        BoostingData data = Problem(6_000, 5, row => row[0] > 0 ? 3 : 0);
        BoostingOptions sampled = options with { Rounds = 150, Subsample = rows, ColumnSample = columns };
        QuantileEnsemble ensemble = Fit(data, sampled).Ensemble;
        Assert.Equal(3, At(ensemble, [1, 0, 1, 1])[Median], 0.6);
        Assert.Equal(0, At(ensemble, [-1, 0, 1, 1])[Median], 0.6);
        Assert.NotEqual(At(ensemble, [1, 0, 1, 1]), At(Fit(data, sampled with { Subsample = 1, ColumnSample = 1 }).Ensemble, [1, 0, 1, 1]));
    }

    /// <summary>The held-out block has another law, so every tree makes it worse: none is kept.</summary>
    [Fact]
    public void Fit_HeldOutBlockGetsWorse_StopsEarlyAndKeepsTheBestRound()
    {
        BoostingData data = Problem(4_000, 6, row => row[0] > 0 ? 3 : -3);
        bool[] held = [.. Enumerable.Range(0, data.RowCount).Select(row => row >= 3_000)];
        data = data with { IsValidation = held, Targets = [.. data.Targets.Select((target, row) => held[row] ? -target : target)] };
        BoostingResult result = Fit(data, options with { EarlyStoppingRounds = 5 });
        Assert.Equal(0, result.Rounds);
        Assert.Equal(6, result.Losses.Count);
        Assert.Equal(0, result.Ensemble.TreeCount);
    }

    [Fact]
    public void Fit_HeldOutRows_DoNotTeach()
    {
        BoostingData data = Problem(4_000, 7, row => row[0] > 0 ? 3 : 0);
        bool[] held = [.. Enumerable.Range(0, data.RowCount).Select(row => row % 4 == 0)];
        BoostingData changed = data with { IsValidation = held, Targets = [.. data.Targets.Select((target, row) => held[row] ? 1e6 : target)] };
        float[] expected = At(Fit(data with { IsValidation = held }, options).Ensemble, [1, 0, 1, 1]);
        Assert.InRange(expected[Median], 2, 4);
        Assert.InRange(At(Fit(changed, options with { EarlyStoppingRounds = 0 }).Ensemble, [1, 0, 1, 1])[Median], 2, 4);
    }

    [Fact]
    public void Fit_OneFeatureMatters_ItsGainIsNearlyAll()
    {
        BoostingData data = Problem(6_000, 8, row => row[0] > 0 ? 3 : 0);
        foreach (bool honest in (ReadOnlySpan<bool>)[true, false])
        {
            double[] gains = Fit(data, options with { Honest = honest, Rounds = 20 }).Gains;
            Assert.True(gains[0] > 0.9 * gains.Where(gain => gain > 0).Sum(), string.Join(" ", gains));
        }
    }

    [Fact]
    public void Fit_Losses_FallFromRoundToRoundOnTheRowsThatTeach()
    {
        IReadOnlyList<RoundLoss> losses = Fit(Problem(3_000, 9, row => row[0]), options with { Honest = false, Rounds = 20 }).Losses;
        for (int round = 1; round < losses.Count; round++)
            Assert.True(losses[round].Train < losses[round - 1].Train);
    }

    [Fact]
    public void Find_ProductOfTwoFeatures_IsAmongTheCrosses()
    {
        var random = new SeededRandom(10);
        BoostingData data = BoostingSamples.Mixed(8_000, 10, missingShare: 0);
        for (int row = 0; row < data.RowCount; row++)
            data.Features[row * BoostingSamples.FeatureCount + 1] = (float)random.NextNormal();
        data = data with { Targets = [.. Enumerable.Range(0, data.RowCount).Select(row => 2 * data.Feature(row, 0) * data.Feature(row, 1) + random.NextNormal())] };
        FeatureCross[] found = CrossSearch.Find(data, BinMapper.Fit(data, 255, 1), new BoostingOptions { Threads = 1 });
        Assert.Contains(new FeatureCross(0, 1, CrossKind.Product), found);
    }

    /// <summary>Targets are a step of the features plus normal noise of ½; features may be missing.</summary>
    private static BoostingData Problem(int rows, ulong seed, Func<float[], double> law)
    {
        BoostingData data = BoostingSamples.Mixed(rows, seed);
        var random = new SeededRandom(seed + 1000);
        return data with
        {
            Targets = [.. Enumerable.Range(0, rows).Select(row => law(data.Features[(row * BoostingSamples.FeatureCount)..((row + 1) * BoostingSamples.FeatureCount)]) is var value && double.IsNaN(value) ? 0 : value + 0.5 * random.NextNormal())],
        };
    }

    private static BoostingResult Fit(BoostingData data, BoostingOptions with) => QuantileBooster.Fit(data, with, null, CancellationToken.None);

    private static float[] At(QuantileEnsemble ensemble, float[] row)
    {
        var sums = new float[QuantileLevels.Count];
        ensemble.Sum(row, sums);
        return sums;
    }
}
