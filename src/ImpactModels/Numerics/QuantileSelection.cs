namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// The sample quantile that minimises pinball loss: the smallest value whose cumulative weight reaches τ of the total (Koenker and Bassett 1978). Exact; reorders its input.
/// </summary>
internal static class QuantileSelection
{
    /// <summary>Unweighted: the ⌈τn⌉-th smallest value, by Hoare's selection. NaN for no values.</summary>
    public static float Select(Span<float> values, double level)
    {
        if (values.IsEmpty)
            return float.NaN;
        int target = Math.Clamp((int)Math.Ceiling(level * values.Length) - 1, 0, values.Length - 1);
        int from = 0;
        int to = values.Length - 1;
        while (from < to)
        {
            int split = Split(values, from, to);
            if (target <= split)
                to = split;
            else
                from = split + 1;
        }

        return values[target];
    }

    /// <summary>Weighted; reorders both spans alike.</summary>
    public static float Select(Span<float> values, Span<double> weights, double level)
    {
        if (values.IsEmpty)
            return float.NaN;
        values.Sort(weights);
        double total = 0;
        foreach (double weight in weights)
            total += weight;
        double reached = 0;
        for (int i = 0; i < values.Length; i++)
        {
            reached += weights[i];
            if (reached >= level * total)
                return values[i];
        }

        return values[^1];
    }

    /// <summary>Hoare's partition about the median of three: [from..split] ≤ pivot ≤ [split+1..to].</summary>
    private static int Split(Span<float> values, int from, int to)
    {
        float pivot = MedianOfThree(values[from], values[(from + to) >>> 1], values[to]);
        int i = from - 1;
        int j = to + 1;
        while (true)
        {
            do
                i++;
            while (values[i] < pivot);
            do
                j--;
            while (values[j] > pivot);
            if (i >= j)
                return Math.Min(j, to - 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static float MedianOfThree(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
