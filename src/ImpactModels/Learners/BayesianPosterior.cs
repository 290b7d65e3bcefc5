using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Normal-inverse-gamma posterior of a linear regression: β | σ² ~ N(m, σ²Λ⁻¹), σ² ~ IG(a, b), with Λ = Λ₀ + X′WX, m = Λ⁻¹X′Wu, a = a₀ + W/2, b = b₀ + (u′Wu − m′Λm)/2
/// (Gelman et al. 2013, Bayesian Data Analysis, ch. 14). Weights are numbers of rows. Coefficients that may not be negative take the posterior's mode under that bound.
/// </summary>
internal sealed class BayesianPosterior
{
    /// <summary>a₀: the prior knows the noise's variance about as well as two rows would.</summary>
    public const double PriorShape = 1;

    /// <summary>Prior precision of the intercept about the mean of the targets: next to nothing.</summary>
    public const double InterceptPrecision = 1e-3;

    /// <summary>The noise is never taken for less than this, so that a constant target has a posterior.</summary>
    private const double SmallestVariance = 1e-18;

    private BayesianPosterior(double[] mode, double[] covariance, double shape, double rate, double logEvidence) =>
        (Mode, Covariance, Shape, Rate, LogEvidence) = (mode, covariance, shape, rate, logEvidence);

    /// <summary>[n] m, the intercept last.</summary>
    public double[] Mode { get; }

    /// <summary>[n × n] Λ⁻¹.</summary>
    public double[] Covariance { get; }

    /// <summary>a</summary>
    public double Shape { get; }

    /// <summary>b</summary>
    public double Rate { get; }

    /// <summary>ln p(u | λ) up to a term that does not depend on λ.</summary>
    public double LogEvidence { get; }

    /// <param name="gram">Of the data.</param>
    /// <param name="precision">λ of each coefficient.</param>
    /// <param name="isIncreasing">[n − 1] which coefficients may not be negative.</param>
    public static BayesianPosterior Of(WeightedGram gram, double precision, bool[] isIncreasing)
    {
        int n = gram.Size;
        double[] lambda = [.. gram.Products];
        for (int i = 0; i < n; i++)
            lambda[i * n + i] += Prior(i, n, precision);
        double[] mode = ModeOf(gram, lambda, isIncreasing);
        double mean = gram.Right[^1] / gram.Weight;
        double variance = Math.Max(gram.Square / gram.Weight - mean * mean, SmallestVariance);
        double shape = PriorShape + gram.Weight / 2;
        double rate = PriorShape * variance + Math.Max(Misfit(gram, lambda, mode), 0) / 2;
        double logPrior = (n - 1) * Math.Log(precision);
        return new BayesianPosterior(mode, SymmetricSolver.Inverse(lambda, n), shape, rate, (logPrior - LogDeterminant(lambda, n)) / 2 - shape * Math.Log(rate));
    }

    private static double[] ModeOf(WeightedGram gram, double[] lambda, bool[] isIncreasing)
    {
        double[] mode = SymmetricSolver.Solve(lambda, gram.Right, gram.Size);
        if (!isIncreasing.Where((increasing, i) => increasing && mode[i] < 0).Any())
            return mode;
        new PartlyBoundedSystem(lambda, [.. isIncreasing, false]).Solve(gram.Right, mode);
        return mode;
    }

    /// <summary>u′Wu − 2m′X′Wu + m′Λm: the squared residuals and what the prior adds, at the mode.</summary>
    private static double Misfit(WeightedGram gram, double[] lambda, double[] mode)
    {
        double sum = gram.Square;
        for (int i = 0; i < mode.Length; i++)
        {
            double product = 0;
            for (int j = 0; j < mode.Length; j++)
                product += lambda[i * mode.Length + j] * mode[j];
            sum += mode[i] * (product - 2 * gram.Right[i]);
        }

        return sum;
    }

    private static double Prior(int i, int n, double precision) => i == n - 1 ? InterceptPrecision : precision;

    private static double LogDeterminant(double[] matrix, int n)
    {
        double[] work = [.. matrix];
        double sum = 0;
        for (int k = 0; k < n; k++)
        {
            double pivot = Math.Max(work[k * n + k], double.Epsilon);
            sum += Math.Log(pivot);
            for (int i = k + 1; i < n; i++)
            {
                double factor = work[i * n + k] / pivot;
                for (int j = k + 1; j < n; j++)
                    work[i * n + j] -= factor * work[k * n + j];
            }
        }

        return sum;
    }
}
