using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// Fits the two scores of <see cref="SpreadAtomModel"/> to training orders, weighted by evidence, with a standard normal prior on every standardised term: coefficients of terms that few independent orders speak for stay
/// near zero. Believed nowhere until <see cref="SpreadAtomChoice"/> has looked at other orders.
/// </summary>
internal static class SpreadAtomFit
{
    /// <summary>An outcome is on the atom within this share of the half spread: prices and their mean are doubles, and the nearest other outcome (real ticks) is ten thousand times as far away.</summary>
    private const double AtomShare = 1e-6;

    /// <summary>Orders on the atom, below it and above it, that a score needs; with fewer of any there is no atom to speak of.</summary>
    private const int FewestOrders = 50;

    /// <summary>More rows change no probability by more than noise does, and each step costs their number times the square of the terms.</summary>
    private const int MaximumRowCount = 20_000;

    private const double TermPrecision = 1;

    /// <summary>The constant is as good as free.</summary>
    private const double ConstantPrecision = 1e-2;

    private const int Count = SpreadAtomInput.Count;

    /// <returns>Null where too few orders cost exactly the spread, less, or more.</returns>
    public static SpreadAtomModel? Fit(TrainingRows rows, LearnerInput input)
    {
        int[] known = rows.RowsWith(ImpactTarget.Slippage);
        int[] sides = Array.ConvertAll(known, i => SideOf(rows.Inputs[i], rows.Orders[i].SlippageBps));
        if (Enumerable.Range(-1, 3).Any(side => sides.Count(own => own == side) < FewestOrders))
            return null;
        int stride = (known.Length + MaximumRowCount - 1) / MaximumRowCount;
        int[] used = [.. Enumerable.Range(0, known.Length).Where(i => i % stride == 0)];
        SpreadAtomInput atomInput = new(input);
        double[] terms = Terms(rows, Array.ConvertAll(used, i => known[i]), input, atomInput);
        (double[] means, double[] deviations) = Standardise(terms);
        double[] weights = Array.ConvertAll(used, i => stride * rows.Weights[known[i]]);
        int[] sideOf = Array.ConvertAll(used, i => sides[i]);
        int[] reached = [.. Enumerable.Range(0, used.Length).Where(i => sideOf[i] >= 0)];
        return new SpreadAtomModel(
            atomInput,
            [.. means],
            [.. deviations],
            [.. Score([.. Enumerable.Range(0, used.Length)], terms, weights, i => sideOf[i] >= 0)],
            [.. Score(reached, terms, weights, i => sideOf[i] > 0)],
            LearnedTrust.None);
    }

    /// <summary>−1 below the exact spread cost, 0 on it, 1 above.</summary>
    private static int SideOf(in LawInput order, double slippageBps)
    {
        double beyond = slippageBps - order.SpreadCostBps;
        return Math.Abs(beyond) <= AtomShare * order.HalfSpreadBps ? 0 : Math.Sign(beyond);
    }

    private static double[] Terms(TrainingRows rows, int[] used, LearnerInput input, SpreadAtomInput atomInput)
    {
        double[] terms = new double[used.Length * Count];
        float[] row = new float[input.ColumnCount];
        for (int i = 0; i < used.Length; i++)
        {
            input.WriteRow(rows.Orders[used[i]].Features, row);
            atomInput.Write(row, terms.AsSpan(i * Count, Count));
        }

        return terms;
    }

    /// <summary>In place; a term that is always missing or never moves keeps the deviation one.</summary>
    private static (double[] Means, double[] Deviations) Standardise(double[] terms)
    {
        double[] means = new double[Count];
        double[] deviations = new double[Count];
        for (int term = 0; term < Count; term++)
        {
            double[] present = [.. Enumerable.Range(0, terms.Length / Count).Select(i => terms[i * Count + term]).Where(double.IsFinite)];
            double mean = means[term] = present.Length == 0 ? 0 : present.Average();
            double deviation = present.Length == 0 ? 0 : Math.Sqrt(present.Average(x => (x - mean) * (x - mean)));
            deviations[term] = deviation > 0 ? deviation : 1;
            for (int at = term; at < terms.Length; at += Count)
                terms[at] = SpreadAtomModel.Standardised(terms[at], means[term], deviations[term]);
        }

        return (means, deviations);
    }

    private static double[] Score(int[] rows, double[] terms, double[] weights, Func<int, bool> happened)
    {
        double[] design = new double[rows.Length * (Count + 1)];
        for (int i = 0; i < rows.Length; i++)
        {
            design[i * (Count + 1)] = 1;
            terms.AsSpan(rows[i] * Count, Count).CopyTo(design.AsSpan(i * (Count + 1) + 1));
        }

        return LogisticRegression.Fit(
            design,
            Array.ConvertAll(rows, i => happened(i)),
            Array.ConvertAll(rows, i => weights[i]),
            [ConstantPrecision, .. Enumerable.Repeat(TermPrecision, Count)],
            [double.NegativeInfinity, .. Enumerable.Range(0, Count).Select(term => SpreadAtomInput.GrowsWithSize(term) ? 0 : double.NegativeInfinity)]);
    }
}
