using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Sets an atom into a curve of 17 quantiles: two more knots, (value − a hair, P(J &lt; value)) and (value, P(J ≤ value)). Levels between the two lie on the steep piece between them, levels below are held under the value
/// and levels above over it. All three rules move a level up when the curve rises or the atom's probabilities fall, so a curve that grows with size, with an atom whose probabilities fall with it, still grows.
/// </summary>
internal static class AtomSplice
{
    public const int KnotCount = QuantileLevels.Count + 2;

    /// <summary>
    /// Of the value: 1 − F(Q(p)) on the steep piece is off by at most its mass × half an ulp of the value ÷ the width, 6e-13, as at ties (<see cref="KnotSeparation.RelativeWidth"/>). The piece lies below the value, so that
    /// P(J > value) is what it should be at the value itself.
    /// </summary>
    public const double RelativeWidth = 2e-4;

    /// <param name="values">[17] non-decreasing.</param>
    /// <param name="knots">[19] strictly increasing.</param>
    /// <param name="levels">[19].</param>
    /// <returns>How many of the 17 levels lie below the steep piece, and how many below its upper end.</returns>
    public static (int Low, int High) Write(ReadOnlySpan<double> values, in PointMass atom, Span<double> knots, Span<double> levels)
    {
        ReadOnlySpan<double> all = QuantileLevels.All;
        int low = Count(all, atom.Below);
        int high = Count(all, atom.AtMost);
        double value = atom.ValueBps;
        double floor = KnotSeparation.Floor(values[0], values[^1]);
        double width = Math.Max(floor, RelativeWidth * Math.Abs(value));
        for (int i = 0; i < low; i++)
            (levels[i], knots[i]) = (all[i], Math.Min(KnotSeparation.Clamp(values[i]), value - width - atom.ReachBps * (1 - all[i] / atom.Below)));
        (levels[low], knots[low]) = (atom.Below, value - width);
        for (int i = low; i < high; i++)
            (levels[i + 1], knots[i + 1]) = (all[i], value - width * ((atom.AtMost - all[i]) / atom.Mass));
        (levels[high + 1], knots[high + 1]) = (atom.AtMost, value);
        for (int i = high; i < all.Length; i++)
            (levels[i + 2], knots[i + 2]) = (all[i], Math.Max(KnotSeparation.Clamp(values[i]), value + atom.ReachBps * ((all[i] - atom.AtMost) / (1 - atom.AtMost))));
        KnotSeparation.PushApart(knots, low, high + 1, floor);
        return (low, high);
    }

    private static int Count(ReadOnlySpan<double> levels, double below)
    {
        int count = 0;
        while (count < levels.Length && levels[count] < below)
            count++;
        return count;
    }
}
