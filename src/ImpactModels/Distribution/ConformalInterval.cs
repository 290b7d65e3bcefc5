namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Conformalized quantile regression (Romano, Patterson, Candès 2019), for reports beside <see cref="LevelCalibration"/>: both bounds of an interval are moved out by one margin, the quantile of the scores
/// max(lower − y, y − upper) at level (1 − α)(1 + 1/n). Exchangeable rows are then covered with probability of at least 1 − α. A negative margin narrows.
/// </summary>
/// <param name="Coverage">1 − α.</param>
/// <param name="Margin">In the units of the bounds (scaled units, so that cheap and dear names share it).</param>
public readonly record struct ConformalInterval(double Coverage, double Margin)
{
    /// <param name="lower">[n] raw lower bounds of the calibration rows.</param>
    /// <param name="upper">[n] raw upper bounds.</param>
    /// <param name="outcomes">[n].</param>
    /// <param name="coverage">In (0, 1).</param>
    /// <returns>An infinite margin when n is too small for the level: no finite interval has the guarantee.</returns>
    public static ConformalInterval Fit(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<double> outcomes, double coverage)
    {
        if (!(coverage > 0 && coverage < 1))
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "A coverage lies in (0, 1).");
        if (lower.Length != outcomes.Length || upper.Length != outcomes.Length)
            throw new ArgumentException($"{lower.Length} and {upper.Length} bounds, {outcomes.Length} outcomes.");
        double[] scores = new double[outcomes.Length];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = Math.Max(lower[i] - outcomes[i], outcomes[i] - upper[i]);
        Array.Sort(scores);
        int rank = (int)Math.Ceiling(coverage * (scores.Length + 1) - RankSlack);
        return new ConformalInterval(coverage, rank <= scores.Length ? scores[rank - 1] : double.PositiveInfinity);
    }

    public bool Covers(double lower, double upper, double outcome) => outcome >= lower - Margin && outcome <= upper + Margin;

    /// <summary>So that 0.9·(99 + 1) is rank 90 whatever its rounding.</summary>
    private const double RankSlack = 1e-9;
}
