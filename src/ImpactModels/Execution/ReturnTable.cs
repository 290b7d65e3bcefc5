namespace ImpactService.ImpactModels.Execution;

/// <summary>Daily returns of several instruments on the same dates, each standardised by its own mean and deviation; a missing return is 0, its mean.</summary>
public sealed class ReturnTable
{
    /// <summary>Correlations age: a quarter of sessions.</summary>
    public const int DatesMax = 60;

    /// <summary>Fewer returns of a name say nothing of what it moves with.</summary>
    public const int ReturnsMin = 5;

    private ReturnTable(double[] values, int dateCount, int count, int[] known) => (Values, DateCount, Count, KnownReturns) = (values, dateCount, count, known);

    /// <summary>[dates × instruments], row-major.</summary>
    public double[] Values { get; }

    public int DateCount { get; }

    public int Count { get; }

    /// <summary>[instruments] returns behind each; below <see cref="ReturnsMin"/> its column is zero.</summary>
    public int[] KnownReturns { get; }

    /// <param name="returns">For each instrument its returns by date, of days before the question only.</param>
    public static ReturnTable Of(IReadOnlyList<IReadOnlyDictionary<DateOnly, double>> returns)
    {
        DateOnly[] dates = [.. returns.SelectMany(r => r.Keys).Distinct().OrderDescending().Take(DatesMax).Order()];
        double[] values = new double[dates.Length * returns.Count];
        int[] known = new int[returns.Count];
        for (int i = 0; i < returns.Count; i++)
        {
            double[] own = [.. dates.Select(date => returns[i].TryGetValue(date, out double r) && double.IsFinite(r) ? r : double.NaN)];
            known[i] = own.Count(double.IsFinite);
            if (known[i] >= ReturnsMin)
                Standardise(own, values, i, returns.Count);
        }

        return new ReturnTable(values, dates.Length, returns.Count, known);
    }

    private static void Standardise(double[] own, double[] values, int column, int count)
    {
        double[] seen = [.. own.Where(double.IsFinite)];
        double mean = seen.Average();
        // Over all dates, so that the column has unit variance beside its zeros.
        double deviation = Math.Sqrt(seen.Sum(r => (r - mean) * (r - mean)) / own.Length);
        for (int t = 0; t < own.Length; t++)
            values[t * count + column] = double.IsFinite(own[t]) && deviation > 0 ? (own[t] - mean) / deviation : 0;
    }
}
