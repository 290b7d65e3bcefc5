namespace ImpactService.ImpactModels.Numerics;

/// <summary>Small dense symmetric systems [n × n], row-major: Cholesky with the smallest ridge that makes it succeed, and non-negative least squares on normal equations.</summary>
public static class SymmetricSolver
{
    /// <summary>First ridge tried on a singular matrix, relative to its largest diagonal; multiplied by ten until it works.</summary>
    private const double FirstRidge = 1e-14;

    private const int MaximumSweeps = 2000;

    private const double SweepTolerance = 1e-13;

    /// <summary>The inverse of a positive semi-definite matrix (a ridge is added where it is singular).</summary>
    public static double[] Inverse(ReadOnlySpan<double> matrix, int n)
    {
        double[] factor = Factor(matrix, n);
        double[] inverse = new double[n * n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Substitute(factor, n, column);
            for (int i = 0; i < n; i++)
                inverse[i * n + j] = column[i];
        }

        return inverse;
    }

    /// <summary>Solves A·x = b for a positive semi-definite A (a ridge is added where it is singular).</summary>
    public static double[] Solve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> right, int n)
    {
        double[] x = right.ToArray();
        Substitute(Factor(matrix, n), n, x);
        return x;
    }

    /// <summary>
    /// Minimises x′Ax/2 − b′x subject to x_i ≥ lower_i by cyclic coordinate descent (A positive definite; few variables).
    /// </summary>
    /// <param name="x">[n], the start and the answer.</param>
    public static void SolveBounded(ReadOnlySpan<double> matrix, ReadOnlySpan<double> right, ReadOnlySpan<double> lower, Span<double> x)
    {
        int n = x.Length;
        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            double largest = 0;
            for (int i = 0; i < n; i++)
                largest = Math.Max(largest, UpdateCoordinate(matrix, right, lower, x, i));
            if (largest <= SweepTolerance)
                return;
        }
    }

    private static double UpdateCoordinate(ReadOnlySpan<double> matrix, ReadOnlySpan<double> right, ReadOnlySpan<double> lower, Span<double> x, int i)
    {
        int n = x.Length;
        double diagonal = matrix[i * n + i];
        if (!(diagonal > 0))
            return 0;
        double gradient = -right[i];
        for (int j = 0; j < n; j++)
            gradient += matrix[i * n + j] * x[j];
        double next = Math.Max(x[i] - gradient / diagonal, lower[i]);
        double change = Math.Abs(next - x[i]);
        x[i] = next;
        return change / (1e-300 + Math.Abs(next) + change);
    }

    private static double[] Factor(ReadOnlySpan<double> matrix, int n)
    {
        double largest = 0;
        for (int i = 0; i < n; i++)
            largest = Math.Max(largest, Math.Abs(matrix[i * n + i]));
        if (!(largest > 0))
            largest = 1;
        double[] factor = new double[n * n];
        double ridge = 0;
        while (!TryFactor(matrix, n, ridge, factor))
            ridge = ridge == 0 ? FirstRidge * largest : 10 * ridge;
        return factor;
    }

    private static bool TryFactor(ReadOnlySpan<double> matrix, int n, double ridge, double[] factor)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i * n + j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++)
                    sum -= factor[i * n + k] * factor[j * n + k];
                if (i == j && !(sum > FirstRidge * matrix[i * n + i]))
                    return double.IsNaN(sum) ? throw new ArgumentException("The matrix has NaN.", nameof(matrix)) : false;
                factor[i * n + j] = i == j ? Math.Sqrt(sum) : sum / factor[j * n + j];
            }
        }

        return true;
    }

    private static void Substitute(double[] factor, int n, double[] x)
    {
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
                x[i] -= factor[i * n + k] * x[k];
            x[i] /= factor[i * n + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
                x[i] -= factor[k * n + i] * x[k];
            x[i] /= factor[i * n + i];
        }
    }
}
