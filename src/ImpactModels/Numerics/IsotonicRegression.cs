namespace ImpactService.ImpactModels.Numerics;

/// <summary>The closest non-decreasing sequence in weighted least squares, by pooling adjacent violators (Ayer et al. 1955), in linear time.</summary>
public static class IsotonicRegression
{
    /// <param name="values">[n], replaced by the fit.</param>
    /// <param name="weights">[n] positive, or empty for equal ones.</param>
    public static void Fit(Span<double> values, ReadOnlySpan<double> weights = default)
    {
        int n = values.Length;
        double[] mean = new double[n];
        double[] mass = new double[n];
        int[] length = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++)
        {
            (mean[blocks], mass[blocks], length[blocks]) = (values[i], weights.IsEmpty ? 1 : weights[i], 1);
            while (blocks > 0 && mean[blocks - 1] > mean[blocks])
            {
                Pool(mean, mass, length, blocks - 1);
                blocks--;
            }

            blocks++;
        }

        int start = 0;
        for (int b = 0; b < blocks; b++)
        {
            values.Slice(start, length[b]).Fill(mean[b]);
            start += length[b];
        }
    }

    private static void Pool(double[] mean, double[] mass, int[] length, int b)
    {
        double total = mass[b] + mass[b + 1];
        mean[b] = (mass[b] * mean[b] + mass[b + 1] * mean[b + 1]) / total;
        mass[b] = total;
        length[b] += length[b + 1];
    }
}
