using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// From 17 raw outputs to a curve that cannot cross: the median is the base's plus its output, every gap between neighbouring levels is softplus(output + softplus⁻¹(gap of the base)).
/// All outputs zero: the base curve. Everything in units of the targets' spread.
/// </summary>
internal static class QuantileHead
{
    private const int Levels = QuantileLevels.Count;
    private const int Median = QuantileLevels.MedianIndex;

    /// <summary>A gap of the base counts at least as this share of the spread: a gap of zero could never be opened.</summary>
    private const double SmallestGap = 1e-4;

    /// <summary>Beyond this softplus is the identity to the last bit of a float.</summary>
    private const double Linear = 20;

    /// <param name="baseCurve">[17] non-decreasing.</param>
    /// <param name="offsets">[17] receives the median, and for every other level softplus⁻¹ of its gap towards the median.</param>
    public static void Offsets(ReadOnlySpan<double> baseCurve, Span<float> offsets)
    {
        offsets[Median] = (float)baseCurve[Median];
        for (int level = 0; level < Median; level++)
            offsets[level] = (float)Inverse(baseCurve[level + 1] - baseCurve[level]);
        for (int level = Median + 1; level < Levels; level++)
            offsets[level] = (float)Inverse(baseCurve[level] - baseCurve[level - 1]);
    }

    public static void Curve(ReadOnlySpan<float> raw, ReadOnlySpan<float> offsets, Span<float> curve)
    {
        curve[Median] = raw[Median] + offsets[Median];
        for (int level = Median - 1; level >= 0; level--)
            curve[level] = curve[level + 1] - Softplus(raw[level] + offsets[level]);
        for (int level = Median + 1; level < Levels; level++)
            curve[level] = curve[level - 1] + Softplus(raw[level] + offsets[level]);
    }

    /// <summary>Turns the gradient by level into the gradient by raw output, in place.</summary>
    public static void Back(ReadOnlySpan<float> raw, ReadOnlySpan<float> offsets, Span<float> gradient)
    {
        float below = 0;
        for (int level = 0; level < Median; level++)
        {
            below += gradient[level];
            gradient[level] = -below * Slope(raw[level] + offsets[level]);
        }

        float above = 0;
        for (int level = Levels - 1; level > Median; level--)
        {
            above += gradient[level];
            gradient[level] = above * Slope(raw[level] + offsets[level]);
        }

        gradient[Median] += below + above;
    }

    private static float Softplus(float x) => x > Linear ? x : MathF.Log(1 + MathF.Exp(x));

    private static float Slope(float x) => 1 / (1 + MathF.Exp(-x));

    private static double Inverse(double gap)
    {
        double wide = Math.Max(gap, SmallestGap);
        return wide > Linear ? wide : Math.Log(Math.Exp(wide) - 1);
    }
}
