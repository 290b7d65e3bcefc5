using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Linear quantile regression (Koenker, Bassett 1978) of all 17 levels together, on what the base curve of each level leaves; crossing answers are sorted.
/// IncreasingFeatures: their coefficients are not negative at any level, and sorting keeps that, so no level falls. After the fit each level's intercept becomes the exact weighted quantile of what the slopes leave.
/// </summary>
public sealed class LinearLearner : IQuantileLearner
{
    private const int Levels = QuantileLevels.Count;

    private readonly LinearOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public LinearLearner(LinearOptions? options = null)
    {
        this.options = options ?? new LinearOptions();
        this.options.Validate();
    }

    public string Name => "linear";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        DesignColumns columns = DesignColumns.Fit(data);
        LinearProblem problem = new(data, columns, options.MostRows);
        Action<int>? report = progress is null ? null : done => progress.Report(new LearnerProgress(Name, done, options.Iterations, double.NaN, double.NaN));
        double[] solution = new LinearSolver(problem, options).Solve(report, cancellation);
        float[] coefficients = Array.ConvertAll(solution, value => (float)value);
        SetIntercepts(problem, coefficients);
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] *= (float)problem.Spread;
        return new LinearModel(columns, coefficients);
    }

    private static void SetIntercepts(LinearProblem problem, float[] coefficients)
    {
        Span<float> intercepts = coefficients.AsSpan(problem.Columns * LinearSolver.Stride);
        ReadOnlySpan<float> slopes = coefficients.AsSpan(0, problem.Columns * LinearSolver.Stride);
        float[] left = new float[problem.RowCount * LinearSolver.Stride];
        for (int row = 0; row < problem.RowCount; row++)
            LaneKernel.AddProduct(problem.Row(row), slopes, left.AsSpan(row * LinearSolver.Stride, LinearSolver.Stride));
        float[] own = new float[problem.RowCount];
        for (int level = 0; level < Levels; level++)
        {
            for (int row = 0; row < own.Length; row++)
                own[row] = problem.Residuals[row * LinearSolver.Stride + level] - left[row * LinearSolver.Stride + level];
            double[] weights = problem.Weights is null ? [.. own.Select(_ => 1.0)] : [.. problem.Weights];
            intercepts[level] = QuantileSelection.Select(own, weights, QuantileLevels.All[level]);
        }
    }
}
