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

    public static double Pinball(IQuantileModel model, LearnerData data)
    {
        double sum = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            double[] curve = Predict(model, data.Features.AsSpan(row * data.FeatureCount, data.FeatureCount));
            for (int level = 0; level < Levels; level++)
            {
                double miss = data.Targets[row] - curve[level];
                sum += Math.Max(QuantileLevels.All[level] * miss, (QuantileLevels.All[level] - 1) * miss);
            }
        }

        return sum / data.RowCount / Levels;
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
}
