using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Linear quantile regression (Koenker, Bassett 1978) at each of the 17 levels, on what the base curve of the level leaves; crossing answers are sorted.
/// IncreasingFeatures: their coefficients are not negative at any level, and sorting keeps that, so no level falls. Each level's intercept is the exact weighted quantile of what the slopes leave.
/// </summary>
public sealed class LinearLearner : IQuantileLearner
{
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
        Action<int>? report = progress is null ? null : done => progress.Report(new LearnerProgress(Name, done, QuantileLevels.Count, double.NaN, double.NaN));
        double[] solution = new LinearSolver(problem, options).Solve(report, cancellation);
        return new LinearModel(columns, Array.ConvertAll(solution, value => (float)(value * problem.Spread)));
    }
}
