namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Minimises x′Ax/2 − b′x with x_i ≥ 0 for some i, for one A [n × n, positive definite] and many b. The free unknowns are eliminated (Schur complement), so that the iterations of the bounded solver
/// only see the bounded ones, which are few.
/// </summary>
internal sealed class PartlyBoundedSystem
{
    private readonly int[] free;
    private readonly int[] bounded;
    private readonly double[] freeInverse;
    private readonly double[] follow;
    private readonly double[] complement;
    private readonly double[] zeros;

    public PartlyBoundedSystem(double[] matrix, bool[] isBounded)
    {
        int n = isBounded.Length;
        free = [.. Enumerable.Range(0, n).Where(i => !isBounded[i])];
        bounded = [.. Enumerable.Range(0, n).Where(i => isBounded[i])];
        zeros = new double[bounded.Length];
        freeInverse = free.Length == 0 ? [] : SymmetricSolver.Inverse(Block(matrix, n, free, free), free.Length);
        double[] across = Block(matrix, n, free, bounded);
        follow = Product(freeInverse, across, free.Length, free.Length, bounded.Length);
        complement = Block(matrix, n, bounded, bounded);
        for (int i = 0; i < bounded.Length; i++)
        {
            for (int j = 0; j < bounded.Length; j++)
            {
                for (int k = 0; k < free.Length; k++)
                    complement[i * bounded.Length + j] -= across[k * bounded.Length + i] * follow[k * bounded.Length + j];
            }
        }
    }

    /// <param name="right">[n] b.</param>
    /// <param name="x">[n] a start (only the bounded part is looked at), and the answer.</param>
    public void Solve(ReadOnlySpan<double> right, Span<double> x)
    {
        Span<double> own = stackalloc double[bounded.Length];
        Span<double> ofOwn = stackalloc double[bounded.Length];
        for (int i = 0; i < bounded.Length; i++)
        {
            own[i] = Math.Max(x[bounded[i]], 0);
            ofOwn[i] = right[bounded[i]];
            for (int k = 0; k < free.Length; k++)
                ofOwn[i] -= follow[k * bounded.Length + i] * right[free[k]];
        }

        SymmetricSolver.SolveBounded(complement, ofOwn, zeros, own);
        for (int i = 0; i < bounded.Length; i++)
            x[bounded[i]] = own[i];
        for (int k = 0; k < free.Length; k++)
            x[free[k]] = Free(k, right, own);
    }

    private double Free(int k, ReadOnlySpan<double> right, ReadOnlySpan<double> own)
    {
        double sum = 0;
        for (int j = 0; j < free.Length; j++)
            sum += freeInverse[k * free.Length + j] * right[free[j]];
        for (int i = 0; i < own.Length; i++)
            sum -= follow[k * own.Length + i] * own[i];
        return sum;
    }

    private static double[] Block(double[] matrix, int n, int[] rows, int[] columns) =>
        [.. rows.SelectMany(row => columns.Select(column => matrix[row * n + column]))];

    private static double[] Product(double[] left, double[] right, int rows, int inner, int columns)
    {
        var product = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                for (int j = 0; j < columns; j++)
                    product[i * columns + j] += left[i * inner + k] * right[k * columns + j];
            }
        }

        return product;
    }
}
