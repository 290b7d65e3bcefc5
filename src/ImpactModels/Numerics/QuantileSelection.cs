using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// The sample quantile that minimises pinball loss: the smallest value whose cumulative weight reaches τ of the total (Koenker and Bassett 1978). Exact, linear in the number of values.
/// </summary>
/// <remarks>
/// A sorted sample gives two values that very likely enclose the quantile; one pass with vector compares counts what lies below and picks out what lies between, a few per cent;
/// selection goes on among those (Floyd and Rivest 1975). Where the sample misled, the pass is wasted and selection runs on all values: the answer never depends on the sample.
/// </remarks>
internal static class QuantileSelection
{
    /// <summary>Below this, sampling costs more than it saves.</summary>
    private const int FewestToSample = 512;

    /// <summary>Half width of the bracket in standard errors of the sample's rank: one in 500 misses.</summary>
    private const double BracketErrors = 3;

    /// <summary>Quantile of equally weighted values; reorders them. NaN for no values.</summary>
    public static float Select(Span<float> values, double level) => values.IsEmpty ? float.NaN : SmallestButRank(values, Rank(values.Length, level));

    /// <summary>Weighted quantile; reorders both spans alike.</summary>
    public static float Select(Span<float> values, Span<double> weights, double level)
    {
        if (values.IsEmpty)
            return float.NaN;
        double left = level * Sum(weights);
        int from = 0;
        int to = values.Length - 1;
        while (from < to)
        {
            int split = Split(values, weights, from, to);
            double below = Sum(weights[from..(split + 1)]);
            if (below >= left)
            {
                to = split;
                continue;
            }

            left -= below;
            from = split + 1;
        }

        return values[from];
    }

    /// <summary>0-based rank of the τ-quantile of n values: ⌈τn⌉ − 1.</summary>
    private static int Rank(int count, double level) => Math.Clamp((int)Math.Ceiling(level * count) - 1, 0, count - 1);

    private static float SmallestButRank(Span<float> values, int rank)
    {
        if (values.Length >= FewestToSample && TryBracket(values, rank, out float found))
            return found;
        return SelectInPlace(values, rank);
    }

    private static bool TryBracket(ReadOnlySpan<float> values, int rank, out float found)
    {
        int size = (int)Math.Cbrt((double)values.Length * values.Length) / 2;
        Span<float> sample = size <= 1024 ? stackalloc float[size] : new float[size];
        for (int i = 0; i < size; i++)
            sample[i] = values[(int)((long)i * values.Length / size)];
        sample.Sort();
        double share = (rank + 0.5) / values.Length;
        double width = BracketErrors * Math.Sqrt(size * share * (1 - share)) + 1;
        int low = (int)Math.Floor(share * size - width);
        int high = (int)Math.Ceiling(share * size + width);
        float from = low < 0 ? float.NegativeInfinity : sample[low];
        float to = high >= size ? float.PositiveInfinity : sample[high];
        return TrySelectBetween(values, rank, from, to, out found);
    }

    private static bool TrySelectBetween(ReadOnlySpan<float> values, int rank, float from, float to, out float found)
    {
        float[] buffer = System.Buffers.ArrayPool<float>.Shared.Rent(values.Length);
        int below = Vector256.IsHardwareAccelerated
            ? PickVector(values, from, to, buffer, out int picked)
            : PickScalar(values, from, to, buffer, out picked);
        bool hit = rank >= below && rank < below + picked;
        found = hit ? SelectInPlace(buffer.AsSpan(0, picked), rank - below) : float.NaN;
        System.Buffers.ArrayPool<float>.Shared.Return(buffer);
        return hit;
    }

    /// <summary>Copies the values in [from, to] in order; returns how many are below.</summary>
    internal static int PickScalar(ReadOnlySpan<float> values, float from, float to, Span<float> picked, out int count)
    {
        int below = 0;
        count = 0;
        foreach (float value in values)
        {
            below += value < from ? 1 : 0;
            if (value >= from && value <= to)
                picked[count++] = value;
        }

        return below;
    }

    /// <summary><see cref="PickScalar"/>, eight values at a time.</summary>
    internal static int PickVector(ReadOnlySpan<float> values, float from, float to, Span<float> picked, out int count)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector256<float> low = Vector256.Create(from);
        Vector256<float> high = Vector256.Create(to);
        int below = 0;
        int at = 0;
        count = 0;
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            Vector256<float> eight = Vector256.LoadUnsafe(ref first, (nuint)at);
            uint isBelow = Vector256.LessThan(eight, low).ExtractMostSignificantBits();
            uint isAbove = Vector256.GreaterThan(eight, high).ExtractMostSignificantBits();
            below += BitOperations.PopCount(isBelow);
            for (uint between = ~(isBelow | isAbove) & 0xFF; between != 0; between &= between - 1)
                picked[count++] = Unsafe.Add(ref first, at + BitOperations.TrailingZeroCount(between));
        }

        below += PickScalar(values[at..], from, to, picked[count..], out int rest);
        count += rest;
        return below;
    }

    /// <summary>Hoare's selection.</summary>
    internal static float SelectInPlace(Span<float> values, int rank)
    {
        int from = 0;
        int to = values.Length - 1;
        while (from < to)
        {
            int split = Split(values, [], from, to);
            if (rank <= split)
                to = split;
            else
                from = split + 1;
        }

        return values[rank];
    }

    /// <summary>Hoare's partition about the median of three: [from..split] ≤ pivot ≤ [split+1..to].</summary>
    private static int Split(Span<float> values, Span<double> weights, int from, int to)
    {
        float pivot = MedianOfThree(values[from], values[(from + to) >>> 1], values[to]);
        int i = from - 1;
        int j = to + 1;
        while (true)
        {
            do
                i++;
            while (values[i] < pivot);
            do
                j--;
            while (values[j] > pivot);
            if (i >= j)
                return j;
            (values[i], values[j]) = (values[j], values[i]);
            if (!weights.IsEmpty)
                (weights[i], weights[j]) = (weights[j], weights[i]);
        }
    }

    private static float MedianOfThree(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private static double Sum(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
            sum += weight;
        return sum;
    }
}
