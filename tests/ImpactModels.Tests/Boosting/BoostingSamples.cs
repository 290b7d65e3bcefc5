using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

/// <summary>Small random problems with all that a table can hold: continuous values, few distinct values, categories, ties and missing values.</summary>
internal static class BoostingSamples
{
    /// <summary>Continuous, rounded, category, heavy-tailed.</summary>
    public const int FeatureCount = 4;

    public const int Category = 2;

    public static BoostingData Mixed(int rows, ulong seed, double missingShare = 0.1)
    {
        var random = new SeededRandom(seed);
        var features = new float[rows * FeatureCount];
        var targets = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            float[] own = [(float)random.NextNormal(), random.NextInt32(6), random.NextInt32(9) * 7 - 20, (float)Math.Exp(3 * random.NextNormal())];
            targets[row] = own[0] + (own[Category] is 1 or 8 or 36 ? 2 : 0) + (1 + own[1] / 6) * random.NextNormal();
            for (int feature = 0; feature < FeatureCount; feature++)
                features[row * FeatureCount + feature] = random.NextDouble() < missingShare ? float.NaN : own[feature];
        }

        return new BoostingData { RowCount = rows, FeatureCount = FeatureCount, Features = features, Targets = targets, CategoricalFeatures = [Category], Seed = seed };
    }

    public static BinnedRows Bin(BoostingData data, int bins = BinMapper.MaximumBins, params FeatureCross[] crosses)
    {
        FeatureBins[] features = BinMapper.Fit(data, bins, 1);
        return BinnedRows.Map(data, features, new FeatureCrosses(features, crosses), bins, 1);
    }

    /// <summary>Scores as a booster has them before its first tree.</summary>
    public static RowScores Score(BoostingData data)
    {
        Residuals residuals = Residuals.Initial(data, StartCurve.Find(data), 1);
        var pass = new RoundPass(data, residuals, 1);
        pass.Score();
        return pass.Scores;
    }

    public static TrainingTree Grow(BoostingData data, BinnedRows rows, BoostingOptions options)
    {
        var grower = new TreeGrower(rows, new HistogramBuilder(rows, options.ThreadCount), new SplitFinder(rows, options, data.IncreasingFeatures), options);
        return grower.Grow(Score(data), Enumerable.Range(0, data.RowCount).ToArray(), [.. Enumerable.Range(0, rows.FeatureCount)]);
    }

    /// <summary>Feature values that try to break a model: missing, infinite, huge, tiny, and everything between.</summary>
    public static float Extreme(SeededRandom random) => random.NextInt32(12) switch
    {
        0 => float.NaN,
        1 => float.PositiveInfinity,
        2 => float.NegativeInfinity,
        3 => float.MaxValue,
        4 => float.MinValue,
        5 => 0,
        6 => float.Epsilon,
        _ => (float)(random.NextNormal() * Math.Pow(10, random.NextInt32(9) - 3)),
    };
}
