using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Base curve + ensemble, rearranged.</summary>
public sealed class BoostingModel : IQuantileModel
{
    internal const string Tag = "boosting";

    private readonly QuantileEnsemble ensemble;

    internal BoostingModel(QuantileEnsemble ensemble) => this.ensemble = ensemble;

    public int FeatureCount => ensemble.FeatureCount;

    public int TreeCount => ensemble.TreeCount;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        PredictRaw(row, baseCurve, quantiles);
        Rearrangement.Apply(quantiles);
    }

    /// <summary>Before rearrangement: may cross. For the diagnostic that counts how often.</summary>
    public void PredictRaw(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<float> sums = stackalloc float[QuantileLevels.Count];
        ensemble.Sum(row, sums);
        for (int level = 0; level < sums.Length; level++)
            quantiles[level] = sums[level] + (baseCurve.IsEmpty ? 0 : baseCurve[level]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        EnsembleFormat.Write(ensemble, writer);
    }

    internal static BoostingModel Read(BinaryReader reader) => new(EnsembleFormat.Read(reader));
}
