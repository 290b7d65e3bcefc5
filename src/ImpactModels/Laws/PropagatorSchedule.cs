namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// The impact path and the mean cost of a schedule under a <see cref="PropagatorLaw"/>, exact for rates that are constant within equal steps of length h:
/// a step at rate v adds cσv^δ[(t − t₀)^(1−β) − (t − t₁)^(1−β)]/(1 − β) to the price at t. Negative amounts are trades back.
/// </summary>
public static class PropagatorSchedule
{
    /// <summary>Writes the displacement of the price at the end of every step, in bps.</summary>
    /// <param name="law">Only Y, δ and β are used; the spread is no impact.</param>
    /// <param name="advFractions">[n] traded in each step, in ADV.</param>
    /// <param name="stepDays">Length of a step, positive.</param>
    /// <param name="dailyVolatility">σ as a fraction.</param>
    /// <param name="pathBps">[n], the answer.</param>
    public static void PathBps(PropagatorLaw law, ReadOnlySpan<double> advFractions, double stepDays, double dailyVolatility, Span<double> pathBps)
    {
        Guard(advFractions, stepDays, dailyVolatility);
        double[] pushes = Pushes(law, advFractions, stepDays, dailyVolatility);
        double[] growth = Powers(advFractions.Length + 1, stepDays, 1 - law.DecayExponent);
        for (int k = 0; k < pushes.Length; k++)
        {
            double sum = 0;
            for (int j = 0; j <= k; j++)
                sum += pushes[j] * (growth[k - j + 1] - growth[k - j]);
            pathBps[k] = sum;
        }
    }

    /// <summary>Mean cost of the schedule in bps of the quantity Σ|q|: the average of the displacement over what is traded.</summary>
    public static double CostBps(PropagatorLaw law, ReadOnlySpan<double> advFractions, double stepDays, double dailyVolatility)
    {
        Guard(advFractions, stepDays, dailyVolatility);
        double[] pushes = Pushes(law, advFractions, stepDays, dailyVolatility);
        double[] area = Powers(advFractions.Length + 1, stepDays, 2 - law.DecayExponent);
        double cost = 0;
        double quantity = 0;
        for (int k = 0; k < pushes.Length; k++)
        {
            double displacement = pushes[k] * area[1];
            for (int j = 0; j < k; j++)
                displacement += pushes[j] * (area[k - j + 1] - 2 * area[k - j] + area[k - j - 1]);
            cost += advFractions[k] * displacement / (stepDays * (2 - law.DecayExponent));
            quantity += Math.Abs(advFractions[k]);
        }

        return quantity > 0 ? cost / quantity : 0;
    }

    /// <summary>cσ|v|^δ·sign(v)/(1 − β) in bps, c = Y(1 − β).</summary>
    private static double[] Pushes(PropagatorLaw law, ReadOnlySpan<double> advFractions, double stepDays, double dailyVolatility)
    {
        double[] pushes = new double[advFractions.Length];
        for (int k = 0; k < pushes.Length; k++)
        {
            double rate = advFractions[k] / stepDays;
            pushes[k] = law.Y * dailyVolatility * LawConventions.BpsPerUnit * Math.Sign(rate) * Math.Pow(Math.Abs(rate), law.RateExponent);
        }

        return pushes;
    }

    private static double[] Powers(int count, double stepDays, double exponent)
    {
        double[] powers = new double[count];
        for (int m = 1; m < count; m++)
            powers[m] = Math.Pow(m * stepDays, exponent);
        return powers;
    }

    private static void Guard(ReadOnlySpan<double> advFractions, double stepDays, double dailyVolatility)
    {
        if (!(stepDays > 0 && double.IsFinite(stepDays)))
            throw new ArgumentOutOfRangeException(nameof(stepDays), stepDays, "A step is positive.");
        if (!(dailyVolatility >= 0 && double.IsFinite(dailyVolatility)))
            throw new ArgumentOutOfRangeException(nameof(dailyVolatility), dailyVolatility, "A volatility is not negative.");
        foreach (double q in advFractions)
        {
            if (!double.IsFinite(q))
                throw new ArgumentOutOfRangeException(nameof(advFractions), q, "A traded amount is finite.");
        }
    }
}
