using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Base curve + intercept + slopes·columns at each level, rearranged.</summary>
public sealed class LinearModel : IQuantileModel
{
    internal const string Tag = "linear";

    private const int Levels = QuantileLevels.Count;
    private const int Stride = LinearSolver.Stride;
    private const int Version = 1;

    private readonly DesignColumns columns;
    private readonly float[] coefficients;

    /// <param name="columns">What is read of a row.</param>
    /// <param name="coefficients">[(columns + 1) × 24], the intercepts last.</param>
    internal LinearModel(DesignColumns columns, float[] coefficients)
    {
        this.columns = columns;
        this.coefficients = coefficients;
    }

    public int FeatureCount => columns.FeatureCount;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<float> x = stackalloc float[columns.Count];
        columns.Write(row, x);
        Span<float> sums = stackalloc float[Stride];
        coefficients.AsSpan(columns.Count * Stride).CopyTo(sums);
        LaneKernel.AddProduct(x, coefficients.AsSpan(0, columns.Count * Stride), sums);
        for (int level = 0; level < Levels; level++)
            quantiles[level] = sums[level] + (baseCurve.IsEmpty ? 0 : baseCurve[level]);
        Rearrangement.Apply(quantiles);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Version);
        columns.Write(writer);
        ArrayBytes.Write(writer, coefficients);
    }

    internal static LinearModel Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"Linear model format {version} is not known; this build reads {Version}.");
        DesignColumns columns = DesignColumns.Read(reader);
        float[] coefficients = ArrayBytes.Read<float>(reader);
        ArrayBytes.Require(coefficients.Length == (columns.Count + 1) * Stride && coefficients.All(float.IsFinite), "The linear model has impossible coefficients.");
        return new LinearModel(columns, coefficients);
    }
}
