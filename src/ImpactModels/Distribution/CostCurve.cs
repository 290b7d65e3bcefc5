using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// The distribution function itself: linear between the 17 knots (x_i, p_i), generalised Pareto beyond 1 % and 99 %. A value, so that calibration and copulas can build one without allocating.
/// </summary>
internal readonly struct CostCurve
{
    /// <summary>Mass of each tail.</summary>
    public const double TailMass = 0.01;

    private const int Count = QuantileLevels.Count;

    /// <summary>Every level is a multiple of 1/200, so the piece of a level is one look-up.</summary>
    private const int CellsPerUnit = 200;

    private static readonly double[] masses = SegmentMasses();

    private static readonly byte[] segmentOfCell = SegmentOfCell();

    private readonly Knots17 knots;

    public CostCurve(ReadOnlySpan<double> valuesBps, in TailShape tails)
    {
        if (!tails.IsValid)
            throw new ArgumentException($"Tail shapes must be finite and scale ratios positive: {tails}.", nameof(tails));
        KnotSeparation.Separate(valuesBps, knots);
        ReadOnlySpan<double> x = knots;
        Lower = new GeneralisedPareto(tails.ClampedLowerShape, tails.LowerScaleRatio * TailSpacing.Lower(x));
        Upper = new GeneralisedPareto(tails.ClampedUpperShape, tails.UpperScaleRatio * TailSpacing.Upper(x));
    }

    private CostCurve(in CostCurve source, double factor, double shiftBps)
    {
        for (int i = 0; i < Count; i++)
            knots[i] = source.knots[i] * factor + shiftBps;
        Lower = source.Lower with { Scale = source.Lower.Scale * factor };
        Upper = source.Upper with { Scale = source.Upper.Scale * factor };
    }

    /// <summary>Law of x_0 − X below the first knot.</summary>
    public GeneralisedPareto Lower { get; }

    /// <summary>Law of X − x_16 above the last knot.</summary>
    public GeneralisedPareto Upper { get; }

    /// <summary>[16] mass between neighbouring knots.</summary>
    public static ReadOnlySpan<double> Masses => masses;

    [UnscopedRef]
    public ReadOnlySpan<double> Knots => knots;

    public double First => knots[0];

    public double Last => knots[Count - 1];

    public CostCurve Transformed(double factor, double shiftBps) => new(this, factor, shiftBps);

    /// <summary>The piece (between knots s and s + 1) that holds a level in [0.01, 0.99].</summary>
    public static int SegmentOf(double level) => segmentOfCell[(int)(level * CellsPerUnit)];

    /// <summary>Level in (0, 1).</summary>
    public double Quantile(double level)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        if (level < levels[0])
            return knots[0] - Lower.AtSurvival(level / TailMass);
        if (level > levels[Count - 1])
            return knots[Count - 1] + Upper.AtSurvival(Math.Min(1, (1 - level) / TailMass));
        int s = SegmentOf(level);
        return knots[s] + (level - levels[s]) * ((knots[s + 1] - knots[s]) / masses[s]);
    }

    public double Cdf(double x)
    {
        if (x < knots[0])
            return TailMass * Lower.Survival(knots[0] - x);
        if (x >= knots[Count - 1])
            return 1 - TailMass * Upper.Survival(x - knots[Count - 1]);
        return Inside(x);
    }

    /// <summary>P(X > x), with full relative precision in the upper tail.</summary>
    public double Exceedance(double x)
    {
        if (x >= knots[Count - 1])
            return TailMass * Upper.Survival(x - knots[Count - 1]);
        return 1 - (x < knots[0] ? TailMass * Lower.Survival(knots[0] - x) : Inside(x));
    }

    public double Density(double x)
    {
        if (x < knots[0])
            return TailMass * Lower.Density(knots[0] - x);
        if (x >= knots[Count - 1])
            return TailMass * Upper.Density(x - knots[Count - 1]);
        int s = SegmentAt(x);
        return masses[s] / (knots[s + 1] - knots[s]);
    }

    /// <summary>The piece that holds x, for x in [x_0, x_16).</summary>
    public int SegmentAt(double x)
    {
        ReadOnlySpan<double> knot = knots;
        int s = knot[8] <= x ? 8 : 0;
        s += knot[s + 4] <= x ? 4 : 0;
        s += knot[s + 2] <= x ? 2 : 0;
        s += knot[s + 1] <= x ? 1 : 0;
        return s;
    }

    private double Inside(double x)
    {
        int s = SegmentAt(x);
        return QuantileLevels.All[s] + (x - knots[s]) * (masses[s] / (knots[s + 1] - knots[s]));
    }

    private static double[] SegmentMasses()
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        double[] mass = new double[Count - 1];
        for (int i = 0; i < mass.Length; i++)
            mass[i] = levels[i + 1] - levels[i];
        return mass;
    }

    private static byte[] SegmentOfCell()
    {
        byte[] segments = new byte[CellsPerUnit];
        for (int cell = 0; cell < CellsPerUnit; cell++)
        {
            double middle = (cell + 0.5) / CellsPerUnit;
            int s = 0;
            while (s < Count - 2 && QuantileLevels.All[s + 1] <= middle)
                s++;
            segments[cell] = (byte)s;
        }

        return segments;
    }

    [InlineArray(Count)]
    private struct Knots17
    {
        private double first;
    }
}
