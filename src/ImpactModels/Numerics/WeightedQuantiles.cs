namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Sample quantiles. Unweighted: linear between order statistics at (n − 1)p (type 7 of Hyndman and Fan 1996). Weighted: value i sits at its mid-mass (Σ_{j&lt;i} w_j + w_i/2)/W
/// and the quantile is linear between these, flat beyond (type 5 for equal weights). NaN for an empty sample.
/// </summary>
public static class WeightedQuantiles
{
    /// <param name="sorted">Ascending.</param>
    /// <param name="level">In [0, 1].</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double level)
    {
        if (sorted.IsEmpty)
            return double.NaN;
        double position = Math.Clamp(level, 0, 1) * (sorted.Length - 1);
        int low = (int)position;
        int high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }

    /// <summary>Writes the quantiles at ascending levels; sorts copies.</summary>
    /// <param name="values">[n] finite.</param>
    /// <param name="weights">[n] non-negative, or empty for equal ones.</param>
    /// <param name="levels">[m] ascending.</param>
    /// <param name="quantiles">[m], the answer, non-decreasing.</param>
    public static void Write(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<double> levels, Span<double> quantiles)
    {
        if (values.IsEmpty)
        {
            quantiles.Fill(double.NaN);
            return;
        }

        double[] x = values.ToArray();
        double[] w = weights.IsEmpty ? Ones(x.Length) : weights.ToArray();
        Array.Sort(x, w);
        OfSorted(x, w, levels, quantiles);
    }

    /// <summary>As <see cref="Write"/> for values that are sorted already, their weights beside them.</summary>
    public static void OfSorted(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> levels, Span<double> quantiles)
    {
        double total = Sum(w);
        int i = 0;
        double below = 0;
        for (int k = 0; k < levels.Length; k++)
        {
            double target = levels[k] * total;
            while (i < x.Length - 1 && below + w[i] + 0.5 * w[i + 1] <= target)
                below += w[i++];
            quantiles[k] = Between(x, w, i, target - (below + 0.5 * w[i]));
        }
    }

    private static double Between(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int i, double beyondMiddle)
    {
        if (beyondMiddle <= 0 || i == x.Length - 1)
            return x[i];
        double gap = 0.5 * (w[i] + w[i + 1]);
        return gap > 0 ? x[i] + Math.Min(beyondMiddle / gap, 1) * (x[i + 1] - x[i]) : x[i];
    }

    private static double Sum(ReadOnlySpan<double> w)
    {
        double sum = 0;
        foreach (double value in w)
            sum += value;
        return sum;
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
