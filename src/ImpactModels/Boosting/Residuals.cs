using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// What is left to learn: residuals [rows × 17] of every row at every level, target − (base + learned so far). A row lies together, so that one visit updates and ranks it.
/// </summary>
internal sealed class Residuals
{
    private const int Levels = QuantileLevels.Count;

    private readonly float[] values;

    private Residuals(float[] values) => this.values = values;

    public static Residuals Initial(BoostingData data, ReadOnlySpan<float> start, int threads)
    {
        var values = new float[data.RowCount * Levels];
        float[] shift = start.ToArray();
        ParallelChunks.For(data.RowCount, RoundPass.ChunkRows, threads, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                for (int level = 0; level < Levels; level++)
                    values[row * Levels + level] = (float)(data.Targets[row] - data.Base(row, level)) - shift[level];
            }
        });
        return new Residuals(values);
    }

    public Span<float> Row(int row) => values.AsSpan(row * Levels, Levels);
}
