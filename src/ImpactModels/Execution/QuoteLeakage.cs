namespace ImpactService.ImpactModels.Execution;

/// <summary>What happened after dealers were asked once before.</summary>
/// <param name="DealersAsked">How many were asked.</param>
/// <param name="MarkOutBps">How far the mid then moved against the order (positive: against), before it was worked.</param>
public readonly record struct QuoteMarkOut(int DealersAsked, double MarkOutBps);

/// <summary>What asking so many dealers is expected to cost an order that is then worked.</summary>
/// <param name="CostBps">Expected move against the order.</param>
/// <param name="StandardErrorBps">Of that expectation.</param>
/// <param name="PerDealerBps">Slope; 0 where every request asked the same number.</param>
/// <param name="Observations">Requests behind it.</param>
public sealed record LeakageEstimate(double CostBps, double StandardErrorBps, double PerDealerBps, int Observations);

/// <summary>Information leakage from the user's own history: mark-out = a + b·(dealers asked), least squares; the mean where all requests asked the same number. Without history there is no number.</summary>
public static class QuoteLeakage
{
    /// <summary>A line through fewer points says what their noise says.</summary>
    public const int ObservationsMin = 10;

    /// <returns>Null with too little history.</returns>
    public static LeakageEstimate? Estimate(ReadOnlySpan<QuoteMarkOut> history, int dealersAsked)
    {
        int n = history.Length;
        if (n < ObservationsMin)
            return null;
        double meanAsked = 0, mean = 0;
        foreach (QuoteMarkOut m in history)
            (meanAsked, mean) = (meanAsked + m.DealersAsked / (double)n, mean + m.MarkOutBps / n);
        double spread = 0, cross = 0;
        foreach (QuoteMarkOut m in history)
        {
            spread += (m.DealersAsked - meanAsked) * (m.DealersAsked - meanAsked);
            cross += (m.DealersAsked - meanAsked) * (m.MarkOutBps - mean);
        }

        double slope = spread > 0 ? cross / spread : 0, distance = dealersAsked - meanAsked, squares = 0;
        foreach (QuoteMarkOut m in history)
            squares += Math.Pow(m.MarkOutBps - mean - slope * (m.DealersAsked - meanAsked), 2);
        double residual = squares / (n - (spread > 0 ? 2 : 1));
        double error = Math.Sqrt(residual * (1.0 / n + (spread > 0 ? distance * distance / spread : 0)));
        return new LeakageEstimate(mean + slope * distance, error, slope, n);
    }
}
