using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Slippage J and price shift I together: an empirical copula of calibration ranks, as pairs of levels with uniform margins. From the two distributions of an order come joint draws, and from these the
/// distribution of the temporary impact K = J − I/2: quantiles of the draws, moved so that its mean is mean(J) − mean(I)/2 exactly. Deterministic. The coverage of K is measured, not enforced.
/// </summary>
public sealed class JointImpact
{
    /// <summary>Enough for a 1 % quantile between the second and third draw, few enough for microseconds.</summary>
    public const int DefaultPairCount = 256;

    /// <summary>Fewer rows say less about dependence than the model of a uniform rate does.</summary>
    public const int MinimumRowCount = 200;

    /// <summary>
    /// Correlation of J and I for a uniform rate on a random walk when the lag equals the horizon: Cov = σ²T/2, Var J = σ²T/3, Var I = 2σ²T, so √(3/8).
    /// </summary>
    public const double UniformRateCorrelation = 0.6123724356957945;

    private readonly CopulaPoint[] points;

    private JointImpact(ImmutableArray<RankPair> pairs)
    {
        Pairs = pairs;
        points = [.. pairs.Select(pair => new CopulaPoint(pair))];
    }

    public ImmutableArray<RankPair> Pairs { get; }

    /// <summary>Spearman's correlation of the pairs.</summary>
    public double RankCorrelation => 12 * Pairs.Average(p => (p.SlippageLevel - 0.5) * (p.PriceShiftLevel - 0.5));

    /// <summary>The normal copula of a uniform rate: what stands before there is data.</summary>
    public static JointImpact UniformRate() => new(RankPairs.Normal(UniformRateCorrelation, DefaultPairCount));

    /// <param name="slippagePits">[n] calibrated PIT values of J.</param>
    /// <param name="priceShiftPits">[n] of I; NaN where it is missing.</param>
    public static JointImpact Fit(ReadOnlySpan<double> slippagePits, ReadOnlySpan<double> priceShiftPits)
    {
        if (slippagePits.Length != priceShiftPits.Length)
            throw new ArgumentException($"{slippagePits.Length} and {priceShiftPits.Length} PIT values.");
        List<RankPair> rows = [];
        for (int i = 0; i < slippagePits.Length; i++)
        {
            if (double.IsFinite(slippagePits[i]) && double.IsFinite(priceShiftPits[i]))
                rows.Add(new RankPair(slippagePits[i], priceShiftPits[i]));
        }

        return rows.Count < MinimumRowCount ? UniformRate() : new JointImpact(RankPairs.Thin(rows, Math.Min(DefaultPairCount, rows.Count)));
    }

    /// <summary>The distribution of I/2.</summary>
    public static CostDistribution Permanent(CostDistribution priceShift) => priceShift.Scaled(0.5);

    /// <summary>The distribution of J − I/2.</summary>
    public CostDistribution Temporary(CostDistribution slippage, CostDistribution priceShift) => Temporary(slippage, priceShift, TailShape.Default);

    /// <param name="tails">Of K beyond its outer levels.</param>
    /// <inheritdoc cref="Temporary(CostDistribution, CostDistribution)"/>
    public CostDistribution Temporary(CostDistribution slippage, CostDistribution priceShift, in TailShape tails)
    {
        Span<double> draws = stackalloc double[points.Length];
        ref readonly CostCurve j = ref slippage.Curve;
        ref readonly CostCurve i = ref priceShift.Curve;
        Span<sbyte> knotsJ = stackalloc sbyte[QuantileLevels.Count - 1];
        Span<sbyte> knotsI = stackalloc sbyte[QuantileLevels.Count - 1];
        j.WriteKnotsOfPieces(knotsJ);
        i.WriteKnotsOfPieces(knotsI);
        ReadOnlySpan<double> x = j.Knots;
        ReadOnlySpan<double> y = i.Knots;
        for (int k = 0; k < points.Length; k++)
            draws[k] = points[k].Slippage.Of(j, x, knotsJ) - 0.5 * points[k].PriceShift.Of(i, y, knotsI);
        BucketSort.Sort(draws);
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        MidMassQuantiles(draws, curve);
        return CostDistribution.From(new CostCurve(curve, tails), slippage.MeanBps - 0.5 * priceShift.MeanBps);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Pairs.Length);
        foreach (RankPair pair in Pairs)
        {
            writer.Write(pair.SlippageLevel);
            writer.Write(pair.PriceShiftLevel);
        }
    }

    /// <exception cref="InvalidDataException">Not between one and <see cref="DefaultPairCount"/> pairs of levels.</exception>
    public static JointImpact Read(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count is < 1 or > DefaultPairCount)
            throw new InvalidDataException($"{count} rank pairs, between 1 and {DefaultPairCount} are expected.");
        RankPair[] pairs = new RankPair[count];
        for (int i = 0; i < count; i++)
            pairs[i] = new RankPair(Level(reader.ReadDouble()), Level(reader.ReadDouble()));
        return new JointImpact([.. pairs]);
    }

    /// <summary>Draw k of m sits at level (k + ½)/m.</summary>
    private static void MidMassQuantiles(ReadOnlySpan<double> sorted, Span<double> curve)
    {
        for (int q = 0; q < curve.Length; q++)
        {
            double position = Math.Clamp(QuantileLevels.All[q] * sorted.Length - 0.5, 0, sorted.Length - 1);
            int low = (int)position;
            int high = Math.Min(low + 1, sorted.Length - 1);
            curve[q] = sorted[low] + (position - low) * (sorted[high] - sorted[low]);
        }
    }

    private static double Level(double level) => level is > 0 and < 1 ? level : throw new InvalidDataException($"Rank {level} is not in (0, 1).");
}
