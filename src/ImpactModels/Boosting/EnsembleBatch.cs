using System.Buffers;
using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Sums the trees for many rows: block by block of rows, and within a block tree by tree, so that one tree and the block stay in the first-level cache while eight rows walk side by side.
/// A row's steps are added in the order of a single call, so the answers are the same bits.
/// </summary>
internal static class EnsembleBatch
{
    /// <summary>Expanded rows, sums, nodes and steps of one tree together stay below 32 kB up to 90 values a row.</summary>
    public const int BlockRows = 64;

    private const int Levels = QuantileLevels.Count;
    private const int Together = 8;

    /// <param name="ensemble">Any.</param>
    /// <param name="rows">[n × FeatureCount]</param>
    /// <param name="sums">[n × 17]</param>
    public static void Sum(QuantileEnsemble ensemble, ReadOnlySpan<float> rows, Span<float> sums)
    {
        int width = ensemble.FeatureCount;
        float[] expanded = ArrayPool<float>.Shared.Rent(BlockRows * ensemble.Expansion.Length);
        for (int from = 0; from < sums.Length / Levels; from += BlockRows)
        {
            int count = Math.Min(BlockRows, sums.Length / Levels - from);
            SumBlock(ensemble, rows.Slice(from * width, count * width), expanded, sums.Slice(from * Levels, count * Levels));
        }

        ArrayPool<float>.Shared.Return(expanded);
    }

    private static void SumBlock(QuantileEnsemble ensemble, ReadOnlySpan<float> rows, Span<float> expanded, Span<float> sums)
    {
        int width = ensemble.FeatureCount;
        int length = ensemble.Expansion.Length;
        int count = sums.Length / Levels;
        for (int row = 0; row < count; row++)
        {
            ensemble.Expansion.Expand(rows.Slice(row * width, width), expanded.Slice(row * length, length));
            ensemble.Start.CopyTo(sums.Slice(row * Levels, Levels));
        }

        for (int tree = 0; tree < ensemble.TreeCount; tree++)
            AddTree(ensemble, tree, expanded, length, sums);
    }

    private static void AddTree(QuantileEnsemble ensemble, int tree, ReadOnlySpan<float> expanded, int length, Span<float> sums)
    {
        int root = ensemble.Trees.Roots[tree];
        int depth = ensemble.DepthOf(tree);
        int count = sums.Length / Levels;
        Span<int> at = stackalloc int[Together];
        for (int row = 0; row < count; row += Together)
        {
            int now = Math.Min(Together, count - row);
            at.Fill(root);
            if (now == Together)
                WalkEight(ensemble.Trees.Nodes, at, depth, expanded[(row * length)..], length);
            else
                Walk(ensemble.Trees.Nodes, at[..now], depth, expanded[(row * length)..], length);
            for (int i = 0; i < now; i++)
                QuantileEnsemble.Add(sums.Slice((row + i) * Levels, Levels), ensemble.Trees.StepsAt(at[i]));
        }
    }

    private static void Walk(EnsembleNode[] nodes, Span<int> at, int depth, ReadOnlySpan<float> expanded, int length)
    {
        for (int i = 0; i < at.Length; i++)
        {
            for (int level = 0; level < depth; level++)
                at[i] = QuantileEnsemble.Next(at[i], ref MemoryMarshal.GetArrayDataReference(nodes), ref MemoryMarshal.GetReference(expanded[(i * length)..]));
        }
    }

    private static void WalkEight(EnsembleNode[] nodes, Span<int> at, int depth, ReadOnlySpan<float> expanded, int length)
    {
        ref EnsembleNode first = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref float row = ref MemoryMarshal.GetReference(expanded);
        (int a, int b, int c, int d) = (at[0], at[1], at[2], at[3]);
        (int e, int f, int g, int h) = (at[4], at[5], at[6], at[7]);
        for (int level = 0; level < depth; level++)
        {
            a = QuantileEnsemble.Next(a, ref first, ref row, 0);
            b = QuantileEnsemble.Next(b, ref first, ref row, length);
            c = QuantileEnsemble.Next(c, ref first, ref row, 2 * length);
            d = QuantileEnsemble.Next(d, ref first, ref row, 3 * length);
            e = QuantileEnsemble.Next(e, ref first, ref row, 4 * length);
            f = QuantileEnsemble.Next(f, ref first, ref row, 5 * length);
            g = QuantileEnsemble.Next(g, ref first, ref row, 6 * length);
            h = QuantileEnsemble.Next(h, ref first, ref row, 7 * length);
        }

        (at[0], at[1], at[2], at[3]) = (a, b, c, d);
        (at[4], at[5], at[6], at[7]) = (e, f, g, h);
    }
}
