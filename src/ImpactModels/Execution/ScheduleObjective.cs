namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// What a schedule is judged by, as a fraction of the order and in bps of it: mean = Σ f_k·(η(f_k·q/v_k)^p + alpha_k) and variance = σ²Σ w_k(F_k − B_k)², where F_k is what is left after slot k and B_k what the
/// benchmark has left then (arrival: nothing; interval VWAP: the share of volume still to come; close: everything). w_k is the time between the middles of slots k and k + 1: the trapezium rule, exact to the
/// second order, which differs from Almgren and Chriss 2000 by a constant only. What does not depend on the schedule (spread, linear permanent impact) is left out.
/// </summary>
public sealed record ScheduleObjective
{
    public required SmoothImpact Impact { get; init; }

    /// <summary>q: the order in ADV.</summary>
    public required double AdvFraction { get; init; }

    /// <summary>[n] v_k in ADV, positive.</summary>
    public required double[] OtherAdv { get; init; }

    /// <summary>[n] drift of the price up to the middle of the slot, turned to the order's side, bps.</summary>
    public required double[] AlphaBps { get; init; }

    /// <summary>[n] w_k, days.</summary>
    public required double[] RestDays { get; init; }

    /// <summary>[n] B_k.</summary>
    public required double[] BenchmarkLeft { get; init; }

    /// <summary>What is held, times the days before the first slot's middle: the part of the variance that no schedule changes, days.</summary>
    public required double FixedDays { get; init; }

    /// <summary>σ² of a day, bps².</summary>
    public required double DailyVarianceBps { get; init; }

    /// <summary>Price in bps of a unit that is left untraded at the end; NaN where everything must be done.</summary>
    public double LeftBps { get; init; } = double.NaN;

    public int Count => OtherAdv.Length;

    /// <summary>Mean cost in bps of the order of trading a fraction in slot k; k = n: of leaving it.</summary>
    public double SlotBps(int k, double fraction) =>
        k == Count ? fraction * LeftBps : fraction * (Impact.TemporaryOf(fraction * AdvFraction, OtherAdv[k]) + AlphaBps[k]);

    /// <summary>Mean in bps of the order, of what depends on the schedule.</summary>
    public double MeanBps(ReadOnlySpan<double> fractions)
    {
        double mean = 0;
        for (int k = 0; k < fractions.Length; k++)
            mean += SlotBps(k, fractions[k]);
        return mean;
    }

    /// <summary>Variance in bps² of the order.</summary>
    public double VarianceBps(ReadOnlySpan<double> fractions)
    {
        double left = 1, days = FixedDays;
        for (int k = 0; k < Count; k++)
        {
            left -= fractions[k];
            days += RestDays[k] * (left - BenchmarkLeft[k]) * (left - BenchmarkLeft[k]);
        }

        return DailyVarianceBps * days;
    }
}
