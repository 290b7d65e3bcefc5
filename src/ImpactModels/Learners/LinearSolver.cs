using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// All 17 linear quantile regressions at once by the alternating direction method of multipliers (Boyd et al. 2011; for pinball loss Gu, Fan, Kong, Ma, Zou 2018): min Σ w ρτ(z) + λ|β|²/2 with z = e − Xβ.
/// The levels share X and so X′WX, which is factored once; an iteration is one pass over the rows that multiplies with, and sums into, matrices of 17 columns. The intercept is not penalised.
/// </summary>
/// <remarks>Of z and its multiplier u only v = e − Xβ + u is kept: u = v cut to [(τ − 1)/σ, τ/σ], z = v − u.</remarks>
internal sealed class LinearSolver
{
    /// <summary>Rows per chunk: sums are taken in single precision within chunks, in double over chunks in their order.</summary>
    private const int ChunkRows = 1024;

    /// <summary>
    /// σ in units of one over the targets' spread: of 0.3, 1 and 3 on the known law of the tests, 1 took the fewest iterations.
    /// </summary>
    private const double Penalty = 1;

    private const int Levels = QuantileLevels.Count;

    /// <summary>Levels filled up to whole lanes.</summary>
    public const int Stride = 24;

    private readonly LinearProblem problem;
    private readonly LinearOptions options;
    private readonly int size;
    private readonly PartlyBoundedSystem system;
    private readonly float[] state;

    public LinearSolver(LinearProblem problem, LinearOptions options)
    {
        this.problem = problem;
        this.options = options;
        size = problem.Columns + 1;
        double[] products = WeightedGram.Of(problem.Design, problem.Columns, new double[problem.RowCount], problem.Weights, options.ThreadCount).Products;
        for (int i = 0; i < size - 1; i++)
            products[i * size + i] += options.Ridge / Penalty;
        system = new PartlyBoundedSystem(products, [.. problem.IsIncreasing, false]);
        state = [.. problem.Residuals];
    }

    /// <returns>[(columns + 1) × 24] coefficients, the intercept's row last.</returns>
    public double[] Solve(Action<int>? report, CancellationToken cancellation)
    {
        double[] coefficients = new double[size * Stride];
        for (int iteration = 1; iteration <= options.Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            double moved = SolveForCoefficients(RightSides(), coefficients);
            Step(coefficients);
            report?.Invoke(iteration);
            if (moved <= options.Tolerance)
                break;
        }

        return coefficients;
    }

    /// <summary>X′W(e − z + u) of all levels: [(columns + 1) × 24].</summary>
    private double[] RightSides()
    {
        var parts = new float[ParallelChunks.Count(problem.RowCount, ChunkRows)][];
        ParallelChunks.For(problem.RowCount, ChunkRows, options.ThreadCount, (chunk, from, to) =>
        {
            float[] part = parts[chunk] = new float[size * Stride];
            Span<float> own = stackalloc float[Stride];
            for (int row = from; row < to; row++)
            {
                Wanted(row, own);
                LaneKernel.AddOuter(problem.Row(row), own, part.AsSpan(0, (size - 1) * Stride));
                LaneKernel.AddOuter([1], own, part.AsSpan((size - 1) * Stride));
            }
        });
        double[] sum = new double[size * Stride];
        foreach (float[] part in parts)
        {
            for (int i = 0; i < sum.Length; i++)
                sum[i] += part[i];
        }

        return sum;
    }

    private void Wanted(int row, Span<float> wanted)
    {
        float weight = (float)(problem.Weights?[row] ?? 1);
        ReadOnlySpan<float> v = state.AsSpan(row * Stride, Stride);
        ReadOnlySpan<float> e = problem.Residuals.AsSpan(row * Stride, Stride);
        for (int level = 0; level < Levels; level++)
            wanted[level] = weight * (e[level] - v[level] + 2 * Multiplier(v[level], level));
    }

    private static float Multiplier(float v, int level) => Math.Clamp(v, lowest[level], highest[level]);

    private static readonly float[] highest = [.. QuantileLevels.All.ToArray().Select(level => (float)(level / Penalty))];

    private static readonly float[] lowest = [.. QuantileLevels.All.ToArray().Select(level => (float)((level - 1) / Penalty))];

    /// <returns>The largest change of a coefficient.</returns>
    private double SolveForCoefficients(double[] rights, double[] coefficients)
    {
        double moved = 0;
        double[] right = new double[size];
        double[] own = new double[size];
        for (int level = 0; level < Levels; level++)
        {
            for (int i = 0; i < size; i++)
                (right[i], own[i]) = (rights[i * Stride + level], coefficients[i * Stride + level]);
            system.Solve(right, own);
            for (int i = 0; i < size; i++)
            {
                moved = Math.Max(moved, Math.Abs(own[i] - coefficients[i * Stride + level]));
                coefficients[i * Stride + level] = own[i];
            }
        }

        return moved;
    }

    /// <summary>v ← e − Xβ + u.</summary>
    private void Step(double[] coefficients)
    {
        float[] beta = Array.ConvertAll(coefficients, value => (float)-value);
        ParallelChunks.For(problem.RowCount, ChunkRows, options.ThreadCount, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                Span<float> v = state.AsSpan(row * Stride, Stride);
                ReadOnlySpan<float> e = problem.Residuals.AsSpan(row * Stride, Stride);
                for (int level = 0; level < Levels; level++)
                    v[level] = e[level] + Multiplier(v[level], level) + beta[(size - 1) * Stride + level];
                LaneKernel.AddProduct(problem.Row(row), beta.AsSpan(0, (size - 1) * Stride), v);
            }
        });
    }
}
