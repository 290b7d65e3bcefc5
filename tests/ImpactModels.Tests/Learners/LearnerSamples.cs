using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Learners;

/// <summary>Small learning problems with a known law.</summary>
internal static class LearnerSamples
{
    public const int Levels = QuantileLevels.Count;

    /// <summary>y = 2·size + other + (0.5 + size)·normal; three features: size (increasing), other, noise.</summary>
    public static LearnerData Heteroscedastic(int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        var features = new float[rows * 3];
        var targets = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double size = random.NextDouble();
            double other = random.NextNormal();
            features[row * 3] = (float)size;
            features[row * 3 + 1] = (float)other;
            features[row * 3 + 2] = (float)random.NextNormal();
            targets[row] = 2 * size + other + (0.5 + size) * random.NextNormal();
        }

        return new LearnerData { RowCount = rows, FeatureCount = 3, Features = features, Targets = targets, Seed = seed };
    }

    public static double[] Predict(IQuantileModel model, params ReadOnlySpan<float> row)
    {
        var curve = new double[Levels];
        model.Predict(row, [], curve);
        return curve;
    }

    /// <summary>The loss of a model, each row with its base curve.</summary>
    public static double Pinball(IQuantileModel model, LearnerData data)
    {
        var curve = new double[Levels];
        double sum = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            ReadOnlySpan<double> own = data.BaseCurves is null ? [] : data.BaseCurves.AsSpan(row * Levels, Levels);
            model.Predict(data.Features.AsSpan(row * data.FeatureCount, data.FeatureCount), own, curve);
            sum += Pinball(curve, data.Targets[row]);
        }

        return sum / data.RowCount;
    }

    public static byte[] Bytes(IQuantileModel model)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        model.Write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    public static IQuantileModel Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return QuantileModels.Read(reader);
    }

    /// <summary>The loss of the quantiles of all targets, the same curve for every row.</summary>
    public static double PinballOfWholeSample(LearnerData data)
    {
        var curve = new double[Levels];
        WeightedQuantiles.Write(data.Targets, [], QuantileLevels.All, curve);
        return data.Targets.Average(target => Pinball(curve, target));
    }

    public static double PinballOfBase(LearnerData data) =>
        Enumerable.Range(0, data.RowCount).Average(row => Pinball(data.BaseCurves.AsSpan(row * Levels, Levels), data.Targets[row]));

    /// <summary>The true quantiles of <see cref="Heteroscedastic"/> as base curves.</summary>
    public static LearnerData WithTrueBase(LearnerData data)
    {
        double[] z = NormalDistribution.AtLevels();
        var curves = new double[data.RowCount * Levels];
        for (int i = 0; i < curves.Length; i++)
        {
            int row = i / Levels;
            curves[i] = 2 * data.Features[row * 3] + data.Features[row * 3 + 1] + (0.5 + data.Features[row * 3]) * z[i % Levels];
        }

        return data with { BaseCurves = curves };
    }

    /// <summary>A fourth feature, a category of 0 to 3, and a tenth of all values missing or infinite.</summary>
    public static LearnerData WithHoles(LearnerData data, ulong seed)
    {
        var random = new SeededRandom(seed);
        var features = new float[data.RowCount * 4];
        for (int i = 0; i < features.Length; i++)
        {
            float value = i % 4 == 3 ? random.NextInt32(4) : data.Features[i / 4 * 3 + i % 4];
            features[i] = random.NextInt32(20) switch { 0 => float.NaN, 1 => float.PositiveInfinity, _ => value };
        }

        return data with { FeatureCount = 4, Features = features };
    }

    public static LearnerData Select(LearnerData data, int[] rows) => data with
    {
        RowCount = rows.Length,
        Features = [.. rows.SelectMany(row => data.Features[(row * data.FeatureCount)..((row + 1) * data.FeatureCount)])],
        Targets = [.. rows.Select(row => data.Targets[row])],
    };

    public static double[] MeanCurve(IQuantileModel model, LearnerData data)
    {
        var mean = new double[Levels];
        for (int row = 0; row < data.RowCount; row++)
        {
            double[] curve = Predict(model, data.Features.AsSpan(row * data.FeatureCount, data.FeatureCount));
            for (int level = 0; level < Levels; level++)
                mean[level] += curve[level] / data.RowCount;
        }

        return mean;
    }

    private static double Pinball(ReadOnlySpan<double> curve, double target)
    {
        double sum = 0;
        for (int level = 0; level < Levels; level++)
        {
            double miss = target - curve[level];
            sum += Math.Max(QuantileLevels.All[level] * miss, (QuantileLevels.All[level] - 1) * miss);
        }

        return sum / Levels;
    }
}
