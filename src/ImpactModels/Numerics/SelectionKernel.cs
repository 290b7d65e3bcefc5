using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImpactService.ImpactModels.Numerics;

/// <summary>The inner loops of <see cref="QuantileSelection"/>, eight values at a time, each with a scalar twin that gives the same answer.</summary>
internal static class SelectionKernel
{
    private const int Lanes = 8;

    /// <summary>[256 × 8] for each set of lanes, the permutation that moves them to the front.</summary>
    private static readonly int[] fronts = Fronts();

    /// <summary>Copies the values in [low, high], in order; returns how many are below.</summary>
    /// <param name="values">Any; no NaN.</param>
    /// <param name="low">Inclusive.</param>
    /// <param name="high">Inclusive.</param>
    /// <param name="gathered">As long as <paramref name="values"/>; overwritten beyond the count too.</param>
    /// <param name="count">How many lie in the bracket.</param>
    public static int Gather(ReadOnlySpan<float> values, float low, float high, Span<float> gathered, out int count) =>
        Avx2.IsSupported ? GatherVector(values, low, high, gathered, out count) : GatherScalar(values, low, high, gathered, out count);

    /// <summary>The sample's values of two 0-based ranks; −∞ and +∞ for ranks outside.</summary>
    public static (float Low, float High) ValuesOfRanks(ReadOnlySpan<float> sample, int lowRank, int highRank)
    {
        float low = float.NegativeInfinity;
        float high = float.PositiveInfinity;
        for (int i = 0; i < sample.Length; i++)
        {
            int smaller = CountSmaller(sample, sample[i], out int equal);
            low = smaller <= lowRank && lowRank < smaller + equal ? sample[i] : low;
            high = smaller <= highRank && highRank < smaller + equal ? sample[i] : high;
        }

        return (low, high);
    }

    internal static int GatherScalar(ReadOnlySpan<float> values, float low, float high, Span<float> gathered, out int count)
    {
        int below = 0;
        count = 0;
        foreach (float value in values)
        {
            gathered[count] = value;
            below += value < low ? 1 : 0;
            count += value >= low && value <= high ? 1 : 0;
        }

        return below;
    }

    internal static int GatherVector(ReadOnlySpan<float> values, float low, float high, Span<float> gathered, out int count)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        ref float target = ref MemoryMarshal.GetReference(gathered);
        ref int front = ref MemoryMarshal.GetArrayDataReference(fronts);
        Vector256<float> lows = Vector256.Create(low);
        Vector256<float> highs = Vector256.Create(high);
        int below = 0;
        int at = 0;
        count = 0;
        for (; at <= values.Length - Lanes; at += Lanes)
        {
            Vector256<float> eight = Vector256.LoadUnsafe(ref first, (nuint)at);
            uint isBelow = Vector256.LessThan(eight, lows).ExtractMostSignificantBits();
            uint isAbove = Vector256.GreaterThan(eight, highs).ExtractMostSignificantBits();
            uint between = ~(isBelow | isAbove) & 0xFF;
            Vector256<int> permutation = Vector256.LoadUnsafe(ref front, between * Lanes);
            // Writes eight, keeps those in front: count ≤ at, so the store stays inside the values' length.
            Avx2.PermuteVar8x32(eight, permutation).StoreUnsafe(ref target, (nuint)count);
            below += BitOperations.PopCount(isBelow);
            count += BitOperations.PopCount(between);
        }

        below += GatherScalar(values[at..], low, high, gathered[count..], out int rest);
        count += rest;
        return below;
    }

    private static int CountSmaller(ReadOnlySpan<float> sample, float value, out int equal)
    {
        int smaller = 0;
        equal = 0;
        int at = 0;
        for (; Vector256.IsHardwareAccelerated && at <= sample.Length - Lanes; at += Lanes)
        {
            Vector256<float> eight = Vector256.Create(sample.Slice(at, Lanes));
            smaller += BitOperations.PopCount(Vector256.LessThan(eight, Vector256.Create(value)).ExtractMostSignificantBits());
            equal += BitOperations.PopCount(Vector256.Equals(eight, Vector256.Create(value)).ExtractMostSignificantBits());
        }

        for (; at < sample.Length; at++)
        {
            smaller += sample[at] < value ? 1 : 0;
            equal += sample[at] == value ? 1 : 0;
        }

        return smaller;
    }

    private static int[] Fronts()
    {
        var table = new int[256 * Lanes];
        for (int set = 0; set < 256; set++)
        {
            int next = set * Lanes;
            for (int lane = 0; lane < Lanes; lane++)
            {
                if ((set >> lane & 1) != 0)
                    table[next++] = lane;
            }
        }

        return table;
    }
}
