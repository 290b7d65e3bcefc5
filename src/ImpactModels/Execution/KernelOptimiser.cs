namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// Minimises the quadratic cost Σ_k Σ_j≤k M_kj f_k f_j of a schedule under a positive definite kernel within caps, Σf fixed: transfers between the pair of slots whose marginal costs differ most, each of the best
/// size (sequential minimal optimisation, Platt 1998). Convex, so what it converges to is the optimum.
/// </summary>
public static class KernelOptimiser
{
    /// <summary>Marginal costs that agree to this share of the largest are equal.</summary>
    private const double Tolerance = 1e-8;

    /// <summary>From a start at the optimum none is needed; these take 50 ms at 240 slots.</summary>
    private const int TransfersMax = 50_000;

    /// <param name="kernel">[n × n] lower triangle by <see cref="ResilientImpact.Kernel"/>.</param>
    /// <param name="fractions">[n] a feasible start, and the answer.</param>
    public static void Minimise(ReadOnlySpan<double> kernel, ReadOnlySpan<double> caps, Span<double> fractions)
    {
        int n = fractions.Length;
        double[] hessian = Symmetric(kernel, n);
        ActiveSetStart.Improve(hessian, caps, fractions);
        double[] gradient = Gradient(hessian, fractions);
        for (int transfer = 0; transfer < TransfersMax; transfer++)
        {
            (int from, int to) = WorstPair(gradient, caps, fractions);
            if (from < 0 || to < 0 || gradient[from] - gradient[to] <= Tolerance * (1e-300 + Math.Abs(gradient[from])))
                return;
            double curvature = hessian[from * n + from] + hessian[to * n + to] - 2 * hessian[from * n + to];
            double size = Math.Min(fractions[from], caps[to] - fractions[to]);
            if (curvature > 0)
                size = Math.Min(size, (gradient[from] - gradient[to]) / curvature);
            fractions[from] -= size;
            fractions[to] += size;
            for (int k = 0; k < n; k++)
                gradient[k] += size * (hessian[k * n + to] - hessian[k * n + from]);
        }
    }

    private static (int From, int To) WorstPair(double[] gradient, ReadOnlySpan<double> caps, ReadOnlySpan<double> fractions)
    {
        int from = -1, to = -1;
        for (int k = 0; k < gradient.Length; k++)
        {
            if (fractions[k] > 0 && (from < 0 || gradient[k] > gradient[from]))
                from = k;
            if (fractions[k] < caps[k] && (to < 0 || gradient[k] < gradient[to]))
                to = k;
        }

        return (from, to);
    }

    private static double[] Symmetric(ReadOnlySpan<double> lower, int n)
    {
        double[] full = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            full[k * n + k] = 2 * lower[k * n + k];
            for (int j = 0; j < k; j++)
                full[k * n + j] = full[j * n + k] = lower[k * n + j];
        }

        return full;
    }

    private static double[] Gradient(double[] hessian, ReadOnlySpan<double> fractions)
    {
        int n = fractions.Length;
        double[] gradient = new double[n];
        for (int k = 0; k < n; k++)
        {
            for (int j = 0; j < n; j++)
                gradient[k] += hessian[k * n + j] * fractions[j];
        }

        return gradient;
    }
}
