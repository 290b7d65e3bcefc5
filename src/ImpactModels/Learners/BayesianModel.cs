using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Student's t about a linear location: ν degrees of freedom, scale s·√(1 + x′Vx + v), V without the size group, v its average part.</summary>
/// <param name="Coefficients">[n] the intercept last.</param>
/// <param name="Spread">[n × n] V.</param>
/// <param name="SizeSpread">v</param>
/// <param name="DegreesOfFreedom">ν</param>
/// <param name="Scale">s</param>
internal sealed record BayesianPrediction(double[] Coefficients, double[] Spread, double SizeSpread, double DegreesOfFreedom, double Scale);

/// <summary>Answers base median + base width·(location + scale·t quantile).</summary>
public sealed class BayesianModel : IQuantileModel
{
    internal const string Tag = "bayesian";

    private const int Levels = QuantileLevels.Count;
    private const int Version = 1;

    private readonly BaseScale scale;
    private readonly DesignColumns columns;
    private readonly BayesianPrediction prediction;
    private readonly double[] quantilesOfT;

    internal BayesianModel(BaseScale scale, DesignColumns columns, BayesianPrediction prediction)
    {
        this.scale = scale;
        this.columns = columns;
        this.prediction = prediction;
        quantilesOfT = [.. QuantileLevels.All.ToArray().Select(level => StudentDistribution.Quantile(level, prediction.DegreesOfFreedom))];
    }

    public int FeatureCount => columns.FeatureCount;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<float> x = stackalloc float[columns.Count + 1];
        columns.Write(row, x[..columns.Count]);
        x[^1] = 1;
        double location = 0;
        double unknown = prediction.SizeSpread;
        for (int i = 0; i < x.Length; i++)
        {
            location += prediction.Coefficients[i] * x[i];
            unknown += x[i] * Product(prediction.Spread.AsSpan(i * x.Length, x.Length), x);
        }

        double spread = prediction.Scale * Math.Sqrt(1 + Math.Max(unknown, 0));
        double width = scale.Width(baseCurve);
        for (int level = 0; level < Levels; level++)
            quantiles[level] = BaseScale.Centre(baseCurve) + width * (location + spread * quantilesOfT[level]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Version);
        scale.Write(writer);
        columns.Write(writer);
        ArrayBytes.Write(writer, prediction.Coefficients);
        ArrayBytes.Write(writer, prediction.Spread);
        writer.Write(prediction.SizeSpread);
        writer.Write(prediction.DegreesOfFreedom);
        writer.Write(prediction.Scale);
    }

    internal static BayesianModel Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"Bayesian model format {version} is not known; this build reads {Version}.");
        BaseScale scale = BaseScale.Read(reader);
        DesignColumns columns = DesignColumns.Read(reader);
        var prediction = new BayesianPrediction(ArrayBytes.Read<double>(reader), ArrayBytes.Read<double>(reader), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        int n = columns.Count + 1;
        ArrayBytes.Require(prediction.Coefficients.Length == n && prediction.Spread.Length == n * n, "The arrays of the Bayesian model do not fit together.");
        ArrayBytes.Require(prediction.Coefficients.Concat(prediction.Spread).All(double.IsFinite), "The Bayesian model holds a number that is not finite.");
        ArrayBytes.Require(prediction is { DegreesOfFreedom: > 0, Scale: >= 0, SizeSpread: >= 0 } && double.IsFinite(prediction.Scale + prediction.SizeSpread), "The Bayesian model has an impossible spread.");
        return new BayesianModel(scale, columns, prediction);
    }

    private static double Product(ReadOnlySpan<double> coefficients, ReadOnlySpan<float> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += coefficients[i] * x[i];
        return sum;
    }
}
