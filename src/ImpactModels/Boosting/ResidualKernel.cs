using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// What is done to the 17 residuals of one row: two vectors of eight levels and one level alone. Each has a scalar twin that gives the same bits:
/// levels are independent lanes, and where lanes are summed both sum in the same order.
/// </summary>
internal static class ResidualKernel
{
    private const int Levels = QuantileLevels.Count;
    private const int Last = Levels - 1;
    private const int LowerQuartile = 5;
    private const int UpperQuartile = 11;

    private static readonly float[] levels = [.. QuantileLevels.All.ToArray().Select(level => (float)level)];

    /// <summary>Interquartile range of a row's curve: the target cancels in the difference of two residuals.</summary>
    public static float Width(ReadOnlySpan<float> residuals) => residuals[LowerQuartile] - residuals[UpperQuartile];

    /// <summary>Subtracts the step; returns how many residuals are positive then: the number of quantiles below the target.</summary>
    public static int MoveAndRank(Span<float> residuals, ReadOnlySpan<float> step) =>
        Vector256.IsHardwareAccelerated ? MoveAndRankVector(residuals, step) : MoveAndRankScalar(residuals, step);

    /// <summary>Mean over the levels of max(τr, (τ−1)r).</summary>
    public static double Pinball(ReadOnlySpan<float> residuals) =>
        Vector256.IsHardwareAccelerated ? PinballVector(residuals) : PinballScalar(residuals);

    internal static int MoveAndRankScalar(Span<float> residuals, ReadOnlySpan<float> step)
    {
        int rank = 0;
        for (int level = 0; level < Levels; level++)
        {
            residuals[level] -= step[level];
            rank += residuals[level] > 0 ? 1 : 0;
        }

        return rank;
    }

    internal static int MoveAndRankVector(Span<float> residuals, ReadOnlySpan<float> step)
    {
        ref float own = ref MemoryMarshal.GetReference(residuals);
        ref float by = ref MemoryMarshal.GetReference(step);
        Vector256<float> low = Vector256.LoadUnsafe(ref own) - Vector256.LoadUnsafe(ref by);
        Vector256<float> high = Vector256.LoadUnsafe(ref own, 8) - Vector256.LoadUnsafe(ref by, 8);
        float last = Unsafe.Add(ref own, Last) - Unsafe.Add(ref by, Last);
        low.StoreUnsafe(ref own);
        high.StoreUnsafe(ref own, 8);
        Unsafe.Add(ref own, Last) = last;
        uint positive = Vector256.GreaterThan(low, Vector256<float>.Zero).ExtractMostSignificantBits()
            | Vector256.GreaterThan(high, Vector256<float>.Zero).ExtractMostSignificantBits() << 8;
        return BitOperations.PopCount(positive) + (last > 0 ? 1 : 0);
    }

    internal static double PinballScalar(ReadOnlySpan<float> residuals)
    {
        Span<float> lanes = stackalloc float[8];
        for (int lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = Pinball(residuals[lane], levels[lane]) + Pinball(residuals[lane + 8], levels[lane + 8]);
        return Mean(Vector128.Create(lanes[0] + lanes[4], lanes[1] + lanes[5], lanes[2] + lanes[6], lanes[3] + lanes[7]), Pinball(residuals[Last], levels[Last]));
    }

    internal static double PinballVector(ReadOnlySpan<float> residuals)
    {
        ref float own = ref MemoryMarshal.GetReference(residuals);
        ref float tau = ref MemoryMarshal.GetArrayDataReference(levels);
        Vector256<float> sum = Pinball(Vector256.LoadUnsafe(ref own), Vector256.LoadUnsafe(ref tau))
            + Pinball(Vector256.LoadUnsafe(ref own, 8), Vector256.LoadUnsafe(ref tau, 8));
        return Mean(sum.GetLower() + sum.GetUpper(), Pinball(Unsafe.Add(ref own, Last), levels[Last]));
    }

    private static float Pinball(float residual, float level) => Math.Max(level * residual, (level - 1) * residual);

    private static Vector256<float> Pinball(Vector256<float> residual, Vector256<float> level) =>
        Vector256.MaxNative(level * residual, (level - Vector256<float>.One) * residual); // no NaN comes here

    private static double Mean(Vector128<float> lanes, float last) => (lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + last) / (double)Levels;
}
