namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// P(y = 1) = 1/(1 + e^(−β·x)) with a normal prior on β and lower bounds: Newton's method, each step the minimum of the quadratic model within the bounds
/// (<see cref="SymmetricSolver.SolveBounded"/>), halved until the penalised likelihood no longer gets worse. The loss is convex and strictly so by the prior: one minimum, which no order of rows changes by more than rounding.
/// </summary>
public static class LogisticRegression
{
    private const int MaximumSteps = 40;

    private const int MaximumHalvings = 20;

    /// <summary>Of any coefficient.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>P at a score.</summary>
    public static double Probability(double score) => 1 / (1 + Math.Exp(-score));

    /// <param name="rows">[n × k], row-major; a constant is a column of its own.</param>
    /// <param name="outcomes">[n].</param>
    /// <param name="weights">[n] how many independent rows each counts for.</param>
    /// <param name="precisions">[k] of the prior, positive.</param>
    /// <param name="lower">[k] bounds, −∞ for none; not above zero.</param>
    /// <returns>[k] β.</returns>
    public static double[] Fit(double[] rows, bool[] outcomes, double[] weights, double[] precisions, double[] lower)
    {
        int k = precisions.Length;
        if (rows.Length != outcomes.Length * k || weights.Length != outcomes.Length || lower.Length != k)
            throw new ArgumentException($"{rows.Length} values, {outcomes.Length} outcomes, {weights.Length} weights, {k} precisions and {lower.Length} bounds do not fit each other.");
        double[] beta = new double[k];
        double loss = Loss(rows, outcomes, weights, precisions, beta);
        for (int step = 0; step < MaximumSteps; step++)
        {
            double[] target = NewtonTarget(rows, outcomes, weights, precisions, lower, beta);
            double largest = beta.Zip(target, (from, to) => Math.Abs(to - from)).Max();
            double[] next = Damped(beta, target, candidate => Loss(rows, outcomes, weights, precisions, candidate), ref loss);
            if (ReferenceEquals(next, beta) || largest < Tolerance)
                return next;
            beta = next;
        }

        return beta;
    }

    private static double[] Damped(double[] from, double[] to, Func<double[], double> lossOf, ref double loss)
    {
        double share = 1;
        for (int halving = 0; halving < MaximumHalvings; halving++)
        {
            double[] candidate = [.. from.Zip(to, (a, b) => a + share * (b - a))];
            double reached = lossOf(candidate);
            if (reached <= loss)
            {
                loss = reached;
                return candidate;
            }

            share /= 2;
        }

        return from;
    }

    /// <summary>argmin over b of (b − β)′g + (b − β)′H(b − β)/2, that is of b′Hb/2 − (Hβ − g)′b.</summary>
    private static double[] NewtonTarget(double[] rows, bool[] outcomes, double[] weights, double[] precisions, double[] lower, double[] beta)
    {
        int k = beta.Length;
        double[] hessian = new double[k * k];
        double[] right = new double[k];
        for (int i = 0; i < outcomes.Length; i++)
        {
            ReadOnlySpan<double> x = rows.AsSpan(i * k, k);
            double score = Dot(x, beta);
            double p = Probability(score);
            double curvature = weights[i] * p * (1 - p);
            double pull = curvature * score + weights[i] * ((outcomes[i] ? 1 : 0) - p);
            Add(hessian, right, x, curvature, pull);
        }

        for (int a = 0; a < k; a++)
        {
            hessian[a * k + a] += precisions[a];
            for (int b = 0; b < a; b++)
                hessian[b * k + a] = hessian[a * k + b];
        }

        double[] target = [.. beta];
        SymmetricSolver.SolveBounded(hessian, right, lower, target);
        return target;
    }

    /// <summary>The lower triangle.</summary>
    private static void Add(double[] hessian, double[] right, ReadOnlySpan<double> x, double curvature, double pull)
    {
        for (int a = 0; a < x.Length; a++)
        {
            double scaled = curvature * x[a];
            Span<double> line = hessian.AsSpan(a * x.Length, a + 1);
            for (int b = 0; b < line.Length; b++)
                line[b] += scaled * x[b];
            right[a] += pull * x[a];
        }
    }

    private static double Loss(double[] rows, bool[] outcomes, double[] weights, double[] precisions, double[] beta)
    {
        double sum = 0;
        for (int a = 0; a < beta.Length; a++)
            sum += 0.5 * precisions[a] * beta[a] * beta[a];
        for (int i = 0; i < outcomes.Length; i++)
        {
            double score = Dot(rows.AsSpan(i * beta.Length, beta.Length), beta);
            sum += weights[i] * SoftPlus(outcomes[i] ? -score : score);
        }

        return sum;
    }

    /// <summary>ln(1 + eˣ) without overflow.</summary>
    private static double SoftPlus(double x) => Math.Max(x, 0) + PreciseMath.Log1P(Math.Exp(-Math.Abs(x)));

    private static double Dot(ReadOnlySpan<double> x, double[] beta)
    {
        double sum = 0;
        for (int a = 0; a < beta.Length; a++)
            sum += x[a] * beta[a];
        return sum;
    }
}
