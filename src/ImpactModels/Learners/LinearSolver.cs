using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// All 17 linear quantile regressions: the median first, from there outwards level by level, each from its neighbour's coefficients. The levels below and those above the median are two chains that know nothing of each
/// other, so that two threads give what one gives.
/// </summary>
internal sealed class LinearSolver(LinearProblem problem, LinearOptions options)
{
    /// <summary>Levels filled up to whole lanes.</summary>
    public const int Stride = 24;

    private const int Levels = QuantileLevels.Count;
    private const int Median = QuantileLevels.MedianIndex;

    private readonly Lock reporting = new();

    /// <param name="report">Receives how many levels are fitted.</param>
    /// <param name="cancellation">Looked at in every step.</param>
    /// <returns>[(columns + 1) × 24] coefficients, the intercept's row last.</returns>
    public double[] Solve(Action<int>? report, CancellationToken cancellation)
    {
        double[] solution = new double[(problem.Columns + 1) * Stride];
        double[] gram = LinearProducts.Gram(problem);
        double[] median = new double[problem.Columns + 1];
        int done = 0;
        Chain(new LinearLevel(problem, options, gram), [Median], median);
        int[][] chains = [[.. Enumerable.Range(0, Median).Reverse()], [.. Enumerable.Range(Median + 1, Levels - Median - 1)]];
        ParallelChunks.For(chains.Length, 1, options.ThreadCount, (chain, _, _) => Chain(new LinearLevel(problem, options, gram), chains[chain], [.. median]));
        return solution;

        void Chain(LinearLevel fit, int[] levels, double[] coefficients)
        {
            foreach (int level in levels)
            {
                fit.Fit(level, coefficients, cancellation);
                for (int i = 0; i < coefficients.Length; i++)
                    solution[i * Stride + level] = coefficients[i];
                lock (reporting)
                    report?.Invoke(++done);
            }
        }
    }
}
