namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// An admissible law of impact: permanent γ·q linear in what has been traded, temporary η·(q/v)^p at the rate of a slot, p in (0, 1], so that a slot's cost q·η(q/v)^p is convex. q in ADV, v the slot's expected
/// other volume in ADV. A closed round trip costs γ(Σq)²/2 = 0 for the permanent part (Huberman and Stanzl 2004) and a positive amount for the temporary part: none earns. The spread is no impact and no part of it.
/// </summary>
/// <param name="PermanentBpsPerAdv">γ ≥ 0: displacement in bps for each ADV traded.</param>
/// <param name="TemporaryBps">η ≥ 0: bps at a rate of one (as much as all the others).</param>
/// <param name="RateExponent">p.</param>
public readonly record struct SmoothImpact(double PermanentBpsPerAdv, double TemporaryBps, double RateExponent)
{
    /// <summary>η(q/v)^p of one slot.</summary>
    public double TemporaryOf(double advFraction, double otherAdv) => advFraction > 0 ? TemporaryBps * Math.Pow(advFraction / otherAdv, RateExponent) : 0;

    /// <summary>Mean impact cost of any sequence of trades (negative: trading back), bps × ADV.</summary>
    /// <param name="advFractions">[n].</param>
    /// <param name="otherAdv">[n], positive.</param>
    public double CostOf(ReadOnlySpan<double> advFractions, ReadOnlySpan<double> otherAdv)
    {
        double cost = 0, done = 0;
        for (int k = 0; k < advFractions.Length; k++)
        {
            double traded = advFractions[k];
            cost += traded * PermanentBpsPerAdv * (done + 0.5 * traded) + Math.Abs(traded) * TemporaryOf(Math.Abs(traded), otherAdv[k]);
            done += traded;
        }

        return cost;
    }
}
