using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Many rows at once, over several threads; the answers are those of single calls.</summary>
public static class QuantileBatch
{
    private const int ChunkRows = 1024;
    private const int Levels = QuantileLevels.Count;

    /// <param name="model">Any.</param>
    /// <param name="rows">[n × FeatureCount]</param>
    /// <param name="baseCurves">[n × 17], or null.</param>
    /// <param name="quantiles">[n × 17]</param>
    /// <param name="threads">At most.</param>
    public static void Predict(IQuantileModel model, float[] rows, double[]? baseCurves, double[] quantiles, int threads)
    {
        int width = model.FeatureCount;
        ParallelChunks.For(quantiles.Length / Levels, ChunkRows, threads, (_, from, to) =>
        {
            int count = to - from;
            ReadOnlySpan<double> own = baseCurves is null ? [] : baseCurves.AsSpan(from * Levels, count * Levels);
            model.PredictMany(rows.AsSpan(from * width, count * width), own, quantiles.AsSpan(from * Levels, count * Levels));
        });
    }
}
