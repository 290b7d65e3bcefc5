using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// Fits the blend of volatilities to lasting price shifts: s² = a·hs² + σ_now²(T + lag), Laplace likelihood Σw(ln s + |I|/s), with a prior of equal weights, so that a single day moves it little.
/// Level, ratio of the slow part's sum to the fast one's, and shares within each are apart: few long orders must not decide alone how wide long horizons are.
/// Scaled afterwards so that the mean of ln σ_now/σ over the rows is zero: published law parameters keep their meaning.
/// </summary>
internal static class VolatilityNowFit
{
    /// <summary>Prior standard deviation of the logarithm of each share, and of the spread's coefficient.</summary>
    private const double LogWeightPriorWidth = 1;

    /// <summary>
    /// The same of ln(slow/fast): a session holds hundreds of independent minutes and one or two paths of a day. With 1, one or two real days lost 1.4 % of CRPS beyond half an hour to the daily volatility, with 0.1 they
    /// won 1.5 % and lost 0.1 %; simulated markets agreed, and 0.01 did no better.
    /// </summary>
    private const double LogRatioPriorWidth = 0.1;

    /// <summary>exp(−6): a term is then out of the blend.</summary>
    private const double MinimumLogWeight = -6;

    private const double MaximumLogWeight = 3;

    /// <summary>More rows change the weights by less than a per cent.</summary>
    private const int MaximumRowCount = 10_000;

    private const int MinimumRowCount = 200;

    /// <summary>
    /// n₀, independent outcomes at which the blend is half believed: a volatility from n outcomes is known to a share of 1/√(2n), 0.32 for 5, about as much as names and days differ over the daily one (a factor of 1.8).
    /// One real day holds 5 outcomes beyond half an hour: believed fully there, the blend lost 1.9 % of pinball loss on a later day, with half a say 0.4 %; simulated markets lost nothing by it.
    /// </summary>
    private const double HalfBelievedOutcomes = 5;

    private const int FastTerms = VolatilityNow.FastTermCount;

    private const int SlowTerms = VolatilityNow.TermCount - FastTerms;

    private const int RatioAt = 1 + VolatilityNow.TermCount;

    private const int LevelAt = RatioAt + 1;

    private const int MaximumEvaluations = 5_000;

    private const double Tolerance = 1e-7;

    private readonly record struct Row(double SpreadSquare, double VarianceBps, VolatilityReading Reading, double Shift, double Weight);

    public static VolatilityNow Fit(TrainingRows rows, LawInputReader reader)
    {
        int[] known = rows.RowsWith(ImpactTarget.PriceShift);
        if (known.Length < MinimumRowCount)
            return VolatilityNow.Daily;
        int stride = (known.Length + MaximumRowCount - 1) / MaximumRowCount;
        Row[] used = [.. known.Where((_, i) => i % stride == 0).Select(i => RowOf(rows, i, reader))];
        double evidence = used.Sum(row => row.Weight);
        double[] point = new double[LevelAt + 1];
        double[] prior = [0, .. Enumerable.Repeat(Math.Log(1.0 / FastTerms), FastTerms), .. Enumerable.Repeat(Math.Log(1.0 / SlowTerms), SlowTerms), 0, 0];
        prior.CopyTo(point, 0);
        NelderMead.Minimise(
            p => Loss(used, p) + Penalty(p, prior) / evidence,
            point,
            [.. prior.Select(_ => MinimumLogWeight)],
            [.. prior.Select(_ => MaximumLogWeight)],
            MaximumEvaluations,
            Tolerance);
        return new VolatilityNow(Normalised(used, Weights(point)), SayOf(rows, known));
    }

    /// <summary>n/(n + n₀) at each knot of horizon, n the evidence of its range and of longer ones: what holds for hours holds for minutes, not the other way round.</summary>
    private static LearnedTrust SayOf(TrainingRows rows, int[] known)
    {
        double[] evidence = new double[LearnedTrust.KnotSeconds.Length];
        foreach (int i in known)
            evidence[LearnedTrust.RangeOf(rows.Orders[i].HorizonSeconds)] += rows.Weights[i];
        for (int k = evidence.Length - 2; k >= 0; k--)
            evidence[k] += evidence[k + 1];
        return new LearnedTrust(evidence.Select(n => n / (n + HalfBelievedOutcomes)));
    }

    private static Row RowOf(TrainingRows rows, int i, LawInputReader reader)
    {
        LawInput order = rows.Inputs[i];
        double noise = LawConventions.NoiseBps(order.DailyVolatility, order.HorizonDays + LawConventions.LagDays(order));
        return new Row(order.HalfSpreadBps * order.HalfSpreadBps, noise * noise, reader.ReadVolatility(rows.Orders[i].Features), Math.Abs(rows.Orders[i].PriceShiftBps), rows.Weights[i]);
    }

    private static double Loss(Row[] rows, double[] point)
    {
        VolatilityNow blend = new(Weights(point));
        double spread = Math.Exp(point[0]);
        double sum = 0;
        double total = 0;
        foreach (Row row in rows)
        {
            double ratio = blend.Blend(row.Reading);
            double scale = Math.Sqrt(spread * row.SpreadSquare + ratio * ratio * row.VarianceBps + NoiseScale.MinimumScaleBps * NoiseScale.MinimumScaleBps);
            sum += row.Weight * (Math.Log(scale) + row.Shift / scale);
            total += row.Weight;
        }

        return sum / total;
    }

    /// <summary>[terms] level × (shares of the fast part, ratio × shares of the slow one).</summary>
    private static double[] Weights(double[] point)
    {
        double[] weights = [.. point.AsSpan(1, VolatilityNow.TermCount).ToArray().Select(Math.Exp)];
        double level = Math.Exp(point[LevelAt]);
        Scale(weights.AsSpan(0, FastTerms), level);
        Scale(weights.AsSpan(FastTerms), level * Math.Exp(point[RatioAt]));
        return weights;
    }

    /// <summary>To the sum given.</summary>
    private static void Scale(Span<double> weights, double sum)
    {
        double total = 0;
        foreach (double weight in weights)
            total += weight;
        foreach (ref double weight in weights)
            weight *= sum / total;
    }

    /// <summary>None on the level, which the normalisation takes out again.</summary>
    private static double Penalty(double[] point, double[] prior)
    {
        double sum = Square(point[RatioAt] / LogRatioPriorWidth);
        for (int k = 0; k < RatioAt; k++)
            sum += Square((point[k] - prior[k]) / LogWeightPriorWidth);
        return 0.5 * sum;
    }

    private static double Square(double x) => x * x;

    private static double[] Normalised(Row[] rows, double[] weights)
    {
        VolatilityNow blend = new(weights);
        double logs = rows.Sum(row => row.Weight * Math.Log(blend.Blend(row.Reading))) / rows.Sum(row => row.Weight);
        double factor = Math.Exp(-2 * logs);
        return [.. weights.Select(weight => weight * factor)];
    }
}
