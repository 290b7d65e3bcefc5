using System.Runtime.CompilerServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Makes the 17 values of a curve strictly increasing: neighbours closer than a minimal width (ties: an atom of the data) are pulled apart, half to each side, order kept.
/// The width is <see cref="RelativeWidth"/> of the value, <see cref="RangeWidth"/> of the curve's range, and <see cref="MinimumWidthBps"/>, whichever is largest:
/// an atom at 5 bps becomes 1e-4 bps wide per pair of tied levels.
/// </summary>
internal static class KnotSeparation
{
    /// <summary>
    /// 1 − F(Q(p)) differs from 1 − p by at most the mass between two levels (0.1) × half an ulp of the value ÷ the width: 6e-13 here.
    /// </summary>
    public const double RelativeWidth = 2e-5;

    /// <summary>Keeps the density finite at an atom at zero.</summary>
    public const double RangeWidth = 1e-7;

    /// <summary>Width of a curve that is zero everywhere and so has no scale.</summary>
    public const double MinimumWidthBps = 1e-12;

    /// <summary>More than any price can move, and small enough that squares stay finite.</summary>
    public const double MaximumAbsoluteBps = 1e100;

    private const int Count = QuantileLevels.Count;

    /// <summary>Copies <paramref name="values"/> [17], clamped and strictly increasing, to <paramref name="knots"/> [17].</summary>
    public static void Separate(ReadOnlySpan<double> values, Span<double> knots)
    {
        if (values.Length != Count)
            ThrowLength(values.Length);
        for (int i = 0; i < Count; i++)
            knots[i] = Clamp(values[i]);
        double floor = Floor(knots[0], knots[Count - 1]);
        for (int i = 1; i < Count; i++)
        {
            if (!(knots[i] - knots[i - 1] >= Width(knots, i, floor)))
            {
                PullApart(knots, floor);
                return;
            }
        }
    }

    /// <summary>The least width anywhere on a curve with these ends.</summary>
    public static double Floor(double first, double last) => Math.Max(MinimumWidthBps, RangeWidth * Math.Abs(Clamp(last) - Clamp(first)));

    /// <summary>Keeps the knots from <paramref name="from"/> to <paramref name="to"/> where they are and moves those on either side away from them until every width is kept.</summary>
    public static void PushApart(Span<double> knots, int from, int to, double floor)
    {
        for (int i = from - 1; i >= 0; i--)
            knots[i] = Math.Min(knots[i], knots[i + 1] - Width(knots, i + 1, floor));
        for (int i = to + 1; i < knots.Length; i++)
            knots[i] = Math.Max(knots[i], knots[i - 1] + Width(knots, i, floor));
    }

    /// <summary>The minimal width between knots i − 1 and i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Width(ReadOnlySpan<double> knots, int i, double floor) =>
        Math.Max(floor, RelativeWidth * Math.Max(Math.Abs(knots[i]), Math.Abs(knots[i - 1])));

    /// <summary>The mean of the smallest increasing curve above and the largest one below: both keep every width, so their mean does.</summary>
    private static void PullApart(Span<double> knots, double floor)
    {
        Span<double> widths = stackalloc double[Count];
        Span<double> above = stackalloc double[Count];
        above[0] = knots[0];
        for (int i = 1; i < Count; i++)
        {
            widths[i] = WidthMargin * Width(knots, i, floor);
            above[i] = Math.Max(knots[i], above[i - 1] + widths[i]);
        }

        double below = knots[Count - 1];
        knots[Count - 1] = Middle(below, above[Count - 1]);
        for (int i = Count - 2; i >= 0; i--)
        {
            below = Math.Min(knots[i], below - widths[i + 1]);
            knots[i] = Middle(below, above[i]);
        }
    }

    /// <summary>So that rounding, and the slightly larger values after pulling apart, still pass the test that led here.</summary>
    private const double WidthMargin = 1.01;

    private static double Middle(double a, double b) => 0.5 * a + 0.5 * b;

    public static double Clamp(double value)
    {
        if (double.IsNaN(value))
            ThrowNaN();
        return Math.Clamp(value, -MaximumAbsoluteBps, MaximumAbsoluteBps);
    }

    private static void ThrowLength(int length) => throw new ArgumentException($"A curve has {Count} values, not {length}.");

    private static void ThrowNaN() => throw new ArgumentException("A curve value is NaN.");
}
