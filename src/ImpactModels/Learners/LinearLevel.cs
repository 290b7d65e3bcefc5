using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// The linear quantile regression of one level at a time by Newton's method on smoothed pinball loss (<see cref="SmoothedPinball"/>): min Σ w ℓ(e − Xβ) + λ|β|²/2, the intercept not penalised. Only the rows within the
/// bandwidth have curvature, so that a step costs one product with all rows and one outer product with few. One thread's work; memory is kept from level to level.
/// </summary>
internal sealed class LinearLevel
{
    /// <summary>
    /// The bandwidth holds this many times τ(1 − τ) of the rows. On 40,000 rows of 40 features twice as many gave 0.007 % more loss in training and 0.005 % less on new rows, and a wide bandwidth before the narrow
    /// one took 40 % longer for the same answer.
    /// </summary>
    private const double Bandwidth = 0.5;

    /// <summary>The bandwidth holds at least this many rows per coefficient, or the curvature would be noise.</summary>
    private const double FewestRowsPerColumn = 3;

    /// <summary>Half widths are at least this, in units of the targets' spread: where many rows are met exactly the quantile of distances is zero.</summary>
    private const double SmallestHalfWidth = 1e-3;

    /// <summary>Share of the curvature that is taken from all rows instead: it keeps the step within what the few rows near the line can know.</summary>
    private const double Damping = 0.05;

    /// <summary>Of the decrease that the slope promises, as in Armijo 1966.</summary>
    private const double EnoughDecrease = 1e-4;

    /// <summary>A promised decrease below this, relative to the loss, is rounding.</summary>
    private const double SmallestDecrease = 1e-9;

    private const int MostHalvings = 30;

    private readonly LinearProblem problem;
    private readonly LinearOptions options;
    private readonly double[] gram;
    private readonly int size;
    private readonly float[] left;
    private readonly float[] along;
    private readonly double[] gradient;
    private readonly double[] curvature;

    /// <param name="problem">The rows.</param>
    /// <param name="options">Tolerances.</param>
    /// <param name="gram">[(columns + 1)²] X′WX.</param>
    public LinearLevel(LinearProblem problem, LinearOptions options, double[] gram)
    {
        this.problem = problem;
        this.options = options;
        this.gram = gram;
        size = problem.Columns + 1;
        left = new float[problem.RowCount];
        along = new float[problem.RowCount];
        gradient = new double[size];
        curvature = new double[size * size];
    }

    /// <param name="level">Index of the level.</param>
    /// <param name="coefficients">[columns + 1] a start, and the answer; the intercept is last and in the end the exact weighted quantile of what the slopes leave.</param>
    /// <param name="cancellation">Looked at in every step.</param>
    public void Fit(int level, double[] coefficients, CancellationToken cancellation)
    {
        double tau = QuantileLevels.All[level];
        LinearProducts.Of(problem, coefficients, left);
        for (int row = 0; row < left.Length; row++)
            left[row] = problem.Residuals[level][row] - left[row];
        ExactIntercept(tau, coefficients);
        double share = Math.Min(1, Math.Max(Bandwidth * tau * (1 - tau), FewestRowsPerColumn * size / left.Length));
        Minimise(new SmoothedPinball(tau, HalfWidth(share)), share, coefficients, cancellation);
        ExactIntercept(tau, coefficients);
    }

    private void ExactIntercept(double tau, double[] coefficients)
    {
        float shift = QuantileSelection.Select([.. left], [.. problem.Weights], tau);
        coefficients[^1] += shift;
        for (int row = 0; row < left.Length; row++)
            left[row] -= shift;
    }

    private double HalfWidth(double share) =>
        Math.Max(QuantileSelection.Select(Array.ConvertAll(left, MathF.Abs), [.. problem.Weights], share), SmallestHalfWidth);

    private void Minimise(SmoothedPinball loss, double share, double[] coefficients, CancellationToken cancellation)
    {
        double value = Value(loss, 0) + Penalty(coefficients);
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] step = Step(loss, share, coefficients, out double promised);
            if (!(promised > SmallestDecrease * value))
                return;
            LinearProducts.Of(problem, step, along);
            double length = Search(loss, coefficients, step, promised, ref value);
            for (int i = 0; i < size; i++)
                coefficients[i] += length * step[i];
            for (int row = 0; row < left.Length; row++)
                left[row] -= (float)length * along[row];
            if (length == 0 || length * step.Max(Math.Abs) <= options.Tolerance)
                return;
        }
    }

    /// <param name="promised">How fast the loss falls along the step, at its start.</param>
    private double[] Step(SmoothedPinball loss, double share, double[] coefficients, out double promised)
    {
        LinearProducts.Derivatives(problem, loss, left, gradient, curvature);
        double[] right = new double[size];
        double[] next = [.. coefficients];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                curvature[i * size + j] += Damping * share * loss.Curvature * gram[i * size + j];
                right[i] += curvature[i * size + j] * coefficients[j];
            }

            right[i] += gradient[i];
        }

        for (int i = 0; i < problem.Columns; i++)
            curvature[i * size + i] += options.Ridge;
        new PartlyBoundedSystem(curvature, [.. problem.IsIncreasing, false]).Solve(right, next);
        promised = 0;
        for (int i = 0; i < size; i++)
        {
            next[i] -= coefficients[i];
            promised += next[i] * (gradient[i] - (i < problem.Columns ? options.Ridge * coefficients[i] : 0));
        }

        return next;
    }

    /// <summary>The longest of 1, ½, ¼, … that lowers the loss enough, or 0.</summary>
    private double Search(SmoothedPinball loss, double[] coefficients, double[] step, double promised, ref double value)
    {
        double length = 1;
        for (int halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            double at = length;
            double there = Value(loss, at) + Penalty([.. coefficients.Zip(step, (from, change) => from + at * change)]);
            if (there > value - EnoughDecrease * at * promised)
                continue;
            value = there;
            return at;
        }

        return 0;
    }

    private double Value(SmoothedPinball loss, double length)
    {
        double sum = 0;
        for (int row = 0; row < left.Length; row++)
            sum += problem.Weights[row] * loss.Loss(left[row] - length * along[row]);
        return sum;
    }

    private double Penalty(double[] coefficients) => options.Ridge / 2 * coefficients.SkipLast(1).Sum(value => value * value);
}
