using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// Solves min f′Hf/2, Σf fixed, 0 ≤ f ≤ cap by guessing which bounds hold: with them fixed the rest solves a linear system, and bounds whose signs are wrong change sides (primal-dual active sets; Hintermüller, Ito,
/// Kunisch 2002). Usually a handful of rounds; it need not end, so its answer is a start for <see cref="KernelOptimiser"/>, which knows an optimum when it is at one.
/// </summary>
internal static class ActiveSetStart
{
    private const int RoundsMax = 30;

    private enum Bound : byte
    {
        None,
        Zero,
        Cap,
    }

    /// <param name="hessian">[n × n].</param>
    /// <param name="fractions">[n] a feasible point; replaced where a better one is found.</param>
    public static void Improve(double[] hessian, ReadOnlySpan<double> caps, Span<double> fractions)
    {
        int n = fractions.Length;
        double whole = Sum(fractions), price = 0;
        double[] trial = new double[n];
        Bound[] bounds = new Bound[n];
        bool settled = false;
        for (int round = 0; round < RoundsMax && !settled; round++)
        {
            int[] free = [.. Enumerable.Range(0, n).Where(i => bounds[i] == Bound.None)];
            if (free.Length == 0)
                return;
            for (int i = 0; i < n; i++)
                trial[i] = bounds[i] == Bound.Cap ? caps[i] : 0;
            price = Solve(hessian, free, whole, trial);
            settled = !Update(hessian, caps, trial, price, bounds);
        }

        if (settled)
            trial.CopyTo(fractions);
    }

    /// <summary>The free values at which all marginal costs are one price, and that price.</summary>
    private static double Solve(double[] hessian, int[] free, double whole, double[] trial)
    {
        int n = trial.Length, m = free.Length;
        double[] matrix = new double[m * m], fixedPart = new double[m], ones = new double[m];
        for (int a = 0; a < m; a++)
        {
            ones[a] = 1;
            for (int j = 0; j < n; j++)
                fixedPart[a] += hessian[free[a] * n + j] * trial[j];
            for (int b = 0; b < m; b++)
                matrix[a * m + b] = hessian[free[a] * n + free[b]];
        }

        double[] perPrice = SymmetricSolver.Solve(matrix, ones, m), offset = SymmetricSolver.Solve(matrix, fixedPart, m);
        double price = (whole - Sum(trial) + Sum(offset)) / Sum(perPrice);
        for (int a = 0; a < m; a++)
            trial[free[a]] = price * perPrice[a] - offset[a];
        return price;
    }

    /// <summary>Puts values beyond a bound onto it and frees bounds that the price would leave; false when nothing changes.</summary>
    private static bool Update(double[] hessian, ReadOnlySpan<double> caps, double[] trial, double price, Bound[] bounds)
    {
        int n = trial.Length;
        bool changed = false;
        for (int i = 0; i < n; i++)
        {
            double marginal = 0;
            for (int j = 0; j < n; j++)
                marginal += hessian[i * n + j] * trial[j];
            Bound next = bounds[i] switch
            {
                Bound.Zero => marginal < price ? Bound.None : Bound.Zero,
                Bound.Cap => marginal > price ? Bound.None : Bound.Cap,
                _ => trial[i] < 0 ? Bound.Zero : trial[i] > caps[i] ? Bound.Cap : Bound.None,
            };
            changed |= next != bounds[i];
            bounds[i] = next;
        }

        return changed;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
