using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// The trained booster as inference needs it: all nodes of all trees in one array, all leaf steps in another, thresholds in feature units instead of bin numbers.
/// Eight trees are walked side by side, which hides the latency of their loads; trees are ordered by depth, so that eight neighbours end together. Immutable; nothing is allocated per call.
/// </summary>
internal sealed class QuantileEnsemble
{
    private const int Levels = QuantileLevels.Count;
    private const int Together = 8;

    /// <summary>Longer rows come from the pool instead of the stack.</summary>
    private const int LongestOnStack = 4096;

    private readonly int[] depths;
    private readonly int[] groupDepths;

    /// <param name="expansion">How a row is read.</param>
    /// <param name="start">See <see cref="Start"/>.</param>
    /// <param name="trees">See <see cref="Trees"/>.</param>
    /// <param name="gains">See <see cref="Gains"/>.</param>
    public QuantileEnsemble(FeatureExpansion expansion, float[] start, EnsembleTrees trees, double[] gains)
    {
        Gains = gains;
        Expansion = expansion;
        Start = start;
        Trees = trees;
        depths = [.. trees.Roots.Select(trees.DepthOf)];
        groupDepths = [.. depths.Chunk(Together).Select(group => group.Max())];
    }

    public int FeatureCount => Expansion.OwnCount;

    public int TreeCount => Trees.Roots.Length;

    /// <summary>How a row is read.</summary>
    public FeatureExpansion Expansion { get; }

    /// <summary>[17] added to every row.</summary>
    public float[] Start { get; }

    public EnsembleTrees Trees { get; }

    /// <summary>[own features] what the splits on each were worth in training, see <see cref="BoostingResult"/>; negative where splits did not hold on rows that did not choose them.</summary>
    public double[] Gains { get; }

    /// <summary>Steps from a tree's root to its deepest leaf.</summary>
    public int DepthOf(int tree) => depths[tree];

    /// <summary>Writes the learned difference to the base curve: [17], not yet rearranged.</summary>
    public void Sum(ReadOnlySpan<float> row, Span<float> sums)
    {
        int length = Expansion.Length;
        float[]? rented = length > LongestOnStack ? ArrayPool<float>.Shared.Rent(length) : null;
        Span<float> expanded = rented is null ? stackalloc float[length] : rented.AsSpan(0, length);
        Expansion.Expand(row, expanded);
        Start.CopyTo(sums);
        AddTrees(expanded, sums);
        if (rented is not null)
            ArrayPool<float>.Shared.Return(rented);
    }

    private void AddTrees(ReadOnlySpan<float> expanded, Span<float> sums)
    {
        Span<int> at = stackalloc int[Together];
        ReadOnlySpan<int> roots = Trees.Roots;
        for (int group = 0; group < groupDepths.Length; group++)
        {
            int first = group * Together;
            int count = Math.Min(Together, roots.Length - first);
            roots.Slice(first, count).CopyTo(at);
            if (count == Together)
                WalkEight(at, groupDepths[group], expanded);
            else
                Walk(at[..count], groupDepths[group], expanded);
            for (int tree = 0; tree < count; tree++)
                Add(sums, Trees.StepsAt(at[tree]));
        }
    }

    private void Walk(Span<int> at, int depth, ReadOnlySpan<float> expanded)
    {
        for (int tree = 0; tree < at.Length; tree++)
        {
            for (int level = 0; level < depth; level++)
                at[tree] = Next(at[tree], ref MemoryMarshal.GetArrayDataReference(Trees.Nodes), ref MemoryMarshal.GetReference(expanded));
        }
    }

    private void WalkEight(Span<int> at, int depth, ReadOnlySpan<float> expanded)
    {
        ref EnsembleNode nodes = ref MemoryMarshal.GetArrayDataReference(Trees.Nodes);
        ref float row = ref MemoryMarshal.GetReference(expanded);
        (int a, int b, int c, int d) = (at[0], at[1], at[2], at[3]);
        (int e, int f, int g, int h) = (at[4], at[5], at[6], at[7]);
        for (int level = 0; level < depth; level++)
        {
            a = Next(a, ref nodes, ref row);
            b = Next(b, ref nodes, ref row);
            c = Next(c, ref nodes, ref row);
            d = Next(d, ref nodes, ref row);
            e = Next(e, ref nodes, ref row);
            f = Next(f, ref nodes, ref row);
            g = Next(g, ref nodes, ref row);
            h = Next(h, ref nodes, ref row);
        }

        (at[0], at[1], at[2], at[3]) = (a, b, c, d);
        (at[4], at[5], at[6], at[7]) = (e, f, g, h);
    }

    /// <summary>Unchecked reads: <see cref="EnsembleFormat"/> and <see cref="EnsembleBuilder"/> only make nodes that stay inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Next(int at, ref EnsembleNode nodes, ref float row, int offset = 0)
    {
        EnsembleNode node = Unsafe.Add(ref nodes, at);
        bool isAbove = Unsafe.Add(ref row, offset + node.Position) > node.Threshold;
        return at + node.Offset + Unsafe.BitCast<bool, byte>(isAbove);
    }

    internal static void Add(Span<float> sums, ReadOnlySpan<float> step)
    {
        if (Vector256.IsHardwareAccelerated)
            AddVector(sums, step);
        else
            AddScalar(sums, step);
    }

    internal static void AddScalar(Span<float> sums, ReadOnlySpan<float> step)
    {
        for (int level = 0; level < Levels; level++)
            sums[level] += step[level];
    }

    internal static void AddVector(Span<float> sums, ReadOnlySpan<float> step)
    {
        ref float sum = ref MemoryMarshal.GetReference(sums);
        ref float by = ref MemoryMarshal.GetReference(step);
        (Vector256.LoadUnsafe(ref sum) + Vector256.LoadUnsafe(ref by)).StoreUnsafe(ref sum);
        (Vector256.LoadUnsafe(ref sum, 8) + Vector256.LoadUnsafe(ref by, 8)).StoreUnsafe(ref sum, 8);
        Unsafe.Add(ref sum, Levels - 1) += Unsafe.Add(ref by, Levels - 1);
    }
}
