using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Base curve + ensemble, rearranged.</summary>
public sealed class BoostingModel : IQuantileModel
{
    internal const string Tag = "boosting";

    private const int Levels = QuantileLevels.Count;

    private readonly QuantileEnsemble ensemble;

    internal BoostingModel(QuantileEnsemble ensemble) => this.ensemble = ensemble;

    public int FeatureCount => ensemble.FeatureCount;

    public int TreeCount => ensemble.TreeCount;

    /// <summary>
    /// [FeatureCount] what the splits on each feature were worth in training, as shares of the whole; crosses count half for each of their features. Honest training measures it on rows that did not choose
    /// the splits: a feature without signal has a share of zero, not a small one.
    /// </summary>
    public double[] GainShares()
    {
        double[] gains = [.. ensemble.Gains.Select(gain => Math.Max(0, gain))];
        double total = gains.Sum();
        return [.. gains.Select(gain => total > 0 ? gain / total : 0)];
    }

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        PredictRaw(row, baseCurve, quantiles);
        Rearrangement.Apply(quantiles);
    }

    /// <summary>Before rearrangement: may cross. For the diagnostic that counts how often.</summary>
    public void PredictRaw(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<float> sums = stackalloc float[Levels];
        ensemble.Sum(row, sums);
        for (int level = 0; level < sums.Length; level++)
            quantiles[level] = sums[level] + (baseCurve.IsEmpty ? 0 : baseCurve[level]);
    }

    public void PredictMany(ReadOnlySpan<float> rows, ReadOnlySpan<double> baseCurves, Span<double> quantiles)
    {
        ModelShapes.CheckMany(FeatureCount, rows, baseCurves, quantiles);
        Span<float> sums = stackalloc float[EnsembleBatch.BlockRows * Levels];
        for (int at = 0; at < quantiles.Length; at += sums.Length)
        {
            int count = Math.Min(sums.Length, quantiles.Length - at);
            EnsembleBatch.Sum(ensemble, rows.Slice(at / Levels * FeatureCount, count / Levels * FeatureCount), sums[..count]);
            Span<double> block = quantiles.Slice(at, count);
            for (int i = 0; i < count; i++)
                block[i] = sums[i] + (baseCurves.IsEmpty ? 0 : baseCurves[at + i]);
            for (int i = 0; i < count; i += Levels)
                Rearrangement.Apply(block.Slice(i, Levels));
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        EnsembleFormat.Write(ensemble, writer);
    }

    internal static BoostingModel Read(BinaryReader reader) => new(EnsembleFormat.Read(reader));
}
