using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// The distribution function itself: linear between the 17 knots (x_i, p_i), or 19 with an atom (<see cref="AtomSplice"/>), generalised Pareto beyond 1 % and 99 %. A value, so that calibration and copulas can build
/// one without allocating.
/// </summary>
internal readonly struct CostCurve
{
    /// <summary>Mass of each tail.</summary>
    public const double TailMass = 0.01;

    private const int LevelCount = QuantileLevels.Count;

    private readonly Buffer knots;
    private readonly Buffer levels;

    /// <summary>Levels below the atom's steep piece, and below its upper end; all of them where there is no atom.</summary>
    private readonly int low;
    private readonly int high;

    private readonly PointMass atom;

    public CostCurve(ReadOnlySpan<double> valuesBps, in TailShape tails)
    {
        Guard(tails);
        KnotSeparation.Separate(valuesBps, ((Span<double>)knots)[..LevelCount]);
        (low, high) = (LevelCount, LevelCount);
        ReadOnlySpan<double> x = Knots;
        Lower = new GeneralisedPareto(tails.ClampedLowerShape, tails.LowerScaleRatio * TailSpacing.Lower(x));
        Upper = new GeneralisedPareto(tails.ClampedUpperShape, tails.UpperScaleRatio * TailSpacing.Upper(x));
    }

    public CostCurve(ReadOnlySpan<double> valuesBps, in TailShape tails, in PointMass atom)
        : this(valuesBps, tails, atom, valuesBps)
    {
    }

    /// <param name="lengthsBps">[17] the curve as it is without the atom: what tails are measured on. With the atom in it the distance between 1 % and 5 % jumps whenever the atom's probabilities pass one of them, and a cost at 99.5 % fell by a quarter as the order grew.</param>
    /// <inheritdoc cref="CostCurve(ReadOnlySpan{double}, in TailShape, in PointMass)"/>
    public CostCurve(ReadOnlySpan<double> valuesBps, in TailShape tails, in PointMass atom, ReadOnlySpan<double> lengthsBps)
    {
        Guard(tails);
        if (valuesBps.Length != LevelCount)
            throw new ArgumentException($"A curve has {LevelCount} values, not {valuesBps.Length}.");
        this.atom = atom;
        (low, high) = AtomSplice.Write(valuesBps, atom, knots, levels);
        Span<double> x = stackalloc double[LevelCount];
        KnotSeparation.Separate(lengthsBps, x);
        Lower = new GeneralisedPareto(tails.ClampedLowerShape, tails.LowerScaleRatio * TailSpacing.Lower(x));
        Upper = new GeneralisedPareto(tails.ClampedUpperShape, tails.UpperScaleRatio * TailSpacing.Upper(x));
    }

    /// <summary>With tails of given lengths.</summary>
    public CostCurve(ReadOnlySpan<double> valuesBps, in GeneralisedPareto lower, in GeneralisedPareto upper, in PointMass atom)
    {
        this.atom = atom;
        (low, high) = AtomSplice.Write(valuesBps, atom, knots, levels);
        (Lower, Upper) = (lower, upper);
    }

    private CostCurve(in CostCurve source, double factor, double shiftBps)
    {
        this = source;
        Span<double> own = knots;
        for (int i = 0; i < source.Count; i++)
            own[i] = own[i] * factor + shiftBps;
        Lower = source.Lower with { Scale = source.Lower.Scale * factor };
        Upper = source.Upper with { Scale = source.Upper.Scale * factor };
        if (HasAtom)
            atom = source.atom.At(own[high + 1], factor);
    }

    /// <summary>Law of x_0 − X below the first knot.</summary>
    public GeneralisedPareto Lower { get; }

    /// <summary>Law of X − x_last above the last knot.</summary>
    public GeneralisedPareto Upper { get; }

    public bool HasAtom => low < LevelCount;

    public PointMass? Atom => HasAtom ? atom : null;

    /// <summary>Knots: 17, or 19 with an atom.</summary>
    public int Count => HasAtom ? AtomSplice.KnotCount : LevelCount;

    [UnscopedRef]
    public ReadOnlySpan<double> Knots => ((ReadOnlySpan<double>)knots)[..Count];

    /// <summary>[Count] F at the knots.</summary>
    [UnscopedRef]
    public ReadOnlySpan<double> Levels => HasAtom ? levels : QuantileLevels.All;

    public double First => knots[0];

    public double Last => knots[Count - 1];

    public CostCurve Transformed(double factor, double shiftBps) => new(this, factor, shiftBps);

    /// <summary>Writes the 17 values at <see cref="QuantileLevels"/>.</summary>
    public void CopyLevels(Span<double> values)
    {
        ReadOnlySpan<double> x = knots;
        x[..low].CopyTo(values);
        if (!HasAtom)
            return;
        x[(low + 1)..(high + 1)].CopyTo(values[low..]);
        x[(high + 2)..].CopyTo(values[high..]);
    }

    /// <summary>Writes, for each of the 16 pieces between the 17 levels, the first of the two neighbouring knots that stand at its ends; −1 where the atom cuts the piece.</summary>
    public void WriteKnotsOfPieces(Span<sbyte> knotOfPiece)
    {
        for (int piece = 0; piece < knotOfPiece.Length; piece++)
        {
            int upper = piece + 1;
            knotOfPiece[piece] = (sbyte)(upper < low ? piece : upper == low || upper == high ? -1 : piece + (upper < high ? 1 : 2));
        }
    }

    /// <summary>The piece (between knots s and s + 1) that holds a level in [0.01, 0.99].</summary>
    public int PieceOf(double level)
    {
        int piece = LevelPieces.Of(level);
        return HasAtom ? piece + (level >= atom.Below ? 1 : 0) + (level >= atom.AtMost ? 1 : 0) : piece;
    }

    /// <summary>Level in (0, 1).</summary>
    public double Quantile(double level)
    {
        if (level < TailMass)
            return First - Lower.AtSurvival(level / TailMass);
        ReadOnlySpan<double> p = Levels;
        if (level > p[^1])
            return Last + Upper.AtSurvival(Math.Min(1, (1 - level) / TailMass));
        int s = PieceOf(level);
        return knots[s] + (level - p[s]) * ((knots[s + 1] - knots[s]) / (p[s + 1] - p[s]));
    }

    public double Cdf(double x)
    {
        if (x < First)
            return TailMass * Lower.Survival(First - x);
        if (x >= Last)
            return 1 - TailMass * Upper.Survival(x - Last);
        return Inside(x);
    }

    /// <summary>P(X > x), with full relative precision in the upper tail.</summary>
    public double Exceedance(double x)
    {
        if (x >= Last)
            return TailMass * Upper.Survival(x - Last);
        return 1 - (x < First ? TailMass * Lower.Survival(First - x) : Inside(x));
    }

    public double Density(double x)
    {
        if (x < First)
            return TailMass * Lower.Density(First - x);
        if (x >= Last)
            return TailMass * Upper.Density(x - Last);
        int s = PieceAt(x);
        return (Levels[s + 1] - Levels[s]) / (knots[s + 1] - knots[s]);
    }

    /// <summary>The piece that holds x, for x in [first, last).</summary>
    public int PieceAt(double x)
    {
        ReadOnlySpan<double> knot = Knots;
        int s = knot[8] <= x ? 8 : 0;
        s += knot[s + 4] <= x ? 4 : 0;
        s += knot[s + 2] <= x ? 2 : 0;
        s += knot[s + 1] <= x ? 1 : 0;
        while (s + 2 < knot.Length && knot[s + 1] <= x)
            s++;
        return s;
    }

    private double Inside(double x)
    {
        int s = PieceAt(x);
        ReadOnlySpan<double> p = Levels;
        return p[s] + (x - knots[s]) * ((p[s + 1] - p[s]) / (knots[s + 1] - knots[s]));
    }

    private static void Guard(in TailShape tails)
    {
        if (!tails.IsValid)
            throw new ArgumentException($"Tail shapes must be finite and scale ratios positive: {tails}.", nameof(tails));
    }

    [InlineArray(AtomSplice.KnotCount)]
    private struct Buffer
    {
        private double first;
    }
}
