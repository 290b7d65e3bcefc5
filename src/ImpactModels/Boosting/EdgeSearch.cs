using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Which bin a value falls into: two compares of sixteen edges each, first with every sixteenth edge, then with the sixteen of one block. No branch depends on the value. At most 255 edges.
/// </summary>
internal sealed class EdgeSearch
{
    private const int Block = 16;
    private const int Edges = 256;

    /// <summary>[256 edges, filled up with +∞ | 16 last edges of blocks]</summary>
    private readonly float[] table = new float[Edges + Block];

    /// <param name="edges">Ascending.</param>
    public EdgeSearch(ReadOnlySpan<float> edges)
    {
        table.AsSpan().Fill(float.PositiveInfinity);
        edges.CopyTo(table);
        for (int block = 0; block < Block; block++)
            table[Edges + block] = table[(block + 1) * Block - 1];
    }

    /// <summary>Number of edges below the value, which is not NaN.</summary>
    public int CountBelow(float value) => Vector256.IsHardwareAccelerated ? CountBelowVector(value) : CountBelowScalar(value);

    internal int CountBelowScalar(float value)
    {
        int count = 0;
        foreach (float edge in table.AsSpan(0, Edges))
            count += edge < value ? 1 : 0;
        return count;
    }

    internal int CountBelowVector(float value)
    {
        Vector256<float> values = Vector256.Create(value);
        int block = CountInBlock(Edges, values);
        return Block * block + CountInBlock(Block * block, values);
    }

    /// <summary>The last block ends with +∞, which is below nothing: block is at most 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CountInBlock(int at, Vector256<float> values)
    {
        ref float first = ref MemoryMarshal.GetArrayDataReference(table);
        uint below = Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)at), values).ExtractMostSignificantBits()
            | Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)at + 8), values).ExtractMostSignificantBits() << 8;
        return BitOperations.PopCount(below);
    }
}
