using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Weighted sums of squares and products over rows: X′WX [n × n], X′Wu [n], u′Wu and the sum of weights, X the design with a last column of ones. Summed within chunks, then in chunk order, whatever the threads.
/// </summary>
internal sealed class WeightedGram
{
    private const int ChunkRows = 16_384;

    private WeightedGram(int size)
    {
        Size = size;
        Products = new double[size * size];
        Right = new double[size];
    }

    /// <summary>Columns and the intercept.</summary>
    public int Size { get; }

    public double[] Products { get; }

    public double[] Right { get; }

    public double Square { get; private set; }

    /// <summary>How many independent rows the data is worth.</summary>
    public double Weight => Products[^1];

    /// <param name="design">[rows × columns]</param>
    /// <param name="columns">Without the intercept.</param>
    /// <param name="targets">[rows] u.</param>
    /// <param name="weights">[rows], or null for ones.</param>
    /// <param name="threads">At most.</param>
    public static WeightedGram Of(float[] design, int columns, double[] targets, double[]? weights, int threads)
    {
        var parts = new WeightedGram[ParallelChunks.Count(targets.Length, ChunkRows)];
        ParallelChunks.For(targets.Length, ChunkRows, threads, (chunk, from, to) =>
        {
            var part = parts[chunk] = new WeightedGram(columns + 1);
            double[] row = new double[columns + 1];
            row[columns] = 1;
            for (int i = from; i < to; i++)
            {
                for (int column = 0; column < columns; column++)
                    row[column] = design[i * columns + column];
                part.Add(row, targets[i], weights?[i] ?? 1);
            }
        });
        for (int chunk = 1; chunk < parts.Length; chunk++)
            parts[0].Add(parts[chunk]);
        parts[0].Mirror();
        return parts[0];
    }

    private void Add(double[] row, double target, double weight)
    {
        for (int i = 0; i < Size; i++)
        {
            double own = weight * row[i];
            Right[i] += own * target;
            for (int j = 0; j <= i; j++)
                Products[i * Size + j] += own * row[j];
        }

        Square += weight * target * target;
    }

    private void Add(WeightedGram other)
    {
        for (int i = 0; i < Products.Length; i++)
            Products[i] += other.Products[i];
        for (int i = 0; i < Right.Length; i++)
            Right[i] += other.Right[i];
        Square += other.Square;
    }

    private void Mirror()
    {
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < i; j++)
                Products[j * Size + i] = Products[i * Size + j];
        }
    }
}
