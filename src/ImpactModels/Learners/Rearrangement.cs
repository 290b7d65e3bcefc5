namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Monotone rearrangement: a curve that crosses is sorted, which never increases pinball loss (Chernozhukov, Fernández-Val and Galichon 2010)
/// and keeps every level non-decreasing in the features in which all levels were.
/// </summary>
internal static class Rearrangement
{
    /// <returns>True when the curve crossed.</returns>
    public static bool Apply(Span<double> quantiles)
    {
        bool crossed = false;
        for (int i = 1; i < quantiles.Length; i++)
        {
            if (quantiles[i] >= quantiles[i - 1])
                continue;
            crossed = true;
            Insert(quantiles, i);
        }

        return crossed;
    }

    private static void Insert(Span<double> quantiles, int at)
    {
        double value = quantiles[at];
        for (; at > 0 && quantiles[at - 1] > value; at--)
            quantiles[at] = quantiles[at - 1];
        quantiles[at] = value;
    }
}
