using System.Runtime.CompilerServices;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Fourth stage: grows one tree best first. A split's smaller child is counted row by row, the larger one is the difference from the parent.
/// </summary>
internal sealed class TreeGrower(BinnedRows rows, HistogramBuilder histograms, SplitFinder finder, BoostingOptions options)
{
    private readonly RowSort sort = new(rows.RowCount, options.ThreadCount);
    private readonly int[] spare = new int[rows.RowCount];

    /// <param name="scores">Scores of all rows.</param>
    /// <param name="rowIds">The rows that choose the structure, ascending; reordered by leaf.</param>
    /// <param name="features">The features allowed in this tree, ascending.</param>
    public TrainingTree Grow(RowScores scores, Memory<int> rowIds, int[] features)
    {
        var nodes = new List<TrainingNode> { new() };
        var open = new List<OpenLeaf>();
        Histogram root = histograms.Build(scores, rowIds);
        Open(open, nodes, 0, rowIds, root, features);
        int leaves = 1;
        while (leaves < options.Leaves && TakeBest(open) is { } leaf)
        {
            Divide(leaf, nodes, open, scores, features);
            leaves++;
        }

        foreach (OpenLeaf leaf in open)
            histograms.Return(leaf.Histogram);
        return TrainingTree.From(nodes);
    }

    private void Divide(OpenLeaf leaf, List<TrainingNode> nodes, List<OpenLeaf> open, RowScores scores, int[] features)
    {
        TrainingNode node = nodes[leaf.Node];
        node.Split = leaf.Split;
        node.Left = nodes.Count;
        nodes.Add(new TrainingNode());
        nodes.Add(new TrainingNode());
        int leftCount = Partition(leaf.RowIds, leaf.Split!);
        Memory<int> left = leaf.RowIds[..leftCount];
        Memory<int> right = leaf.RowIds[leftCount..];
        bool leftIsSmaller = left.Length <= right.Length;
        Histogram small = histograms.Build(scores, leftIsSmaller ? left : right);
        Histogram large = leaf.Histogram;
        large.Subtract(small);
        Open(open, nodes, node.Left, left, leftIsSmaller ? small : large, features);
        Open(open, nodes, node.Left + 1, right, leftIsSmaller ? large : small, features);
    }

    private void Open(List<OpenLeaf> open, List<TrainingNode> nodes, int node, Memory<int> rowIds, Histogram histogram, int[] features)
    {
        nodes[node].Sum = histogram.Total();
        open.Add(new OpenLeaf(node, rowIds, histogram, finder.Find(histogram, nodes[node].Sum, features)));
    }

    /// <summary>The open leaf with the largest gain, the first opened among equals; null when none can be split.</summary>
    private static OpenLeaf? TakeBest(List<OpenLeaf> open)
    {
        int best = -1;
        for (int i = 0; i < open.Count; i++)
        {
            if (open[i].Split is { } split && (best < 0 || split.Gain > open[best].Split!.Gain))
                best = i;
        }

        if (best < 0)
            return null;
        OpenLeaf leaf = open[best];
        open.RemoveAt(best);
        return leaf;
    }

    /// <summary>Both sides keep ascending row order, which keeps memory access forward.</summary>
    private int Partition(Memory<int> rowIds, Split split)
    {
        var goesRight = new byte[Histogram.BinsPerFeature];
        split.WriteGoesRight(goesRight);
        int[] starts = sort.Sort(rowIds, spare, 2, (items, sides) => WriteSides(items, sides, goesRight, split.Feature));
        spare.AsSpan(0, rowIds.Length).CopyTo(rowIds.Span);
        return starts[1];
    }

    private void WriteSides(ReadOnlySpan<int> items, Span<ushort> sides, byte[] goesRight, int feature)
    {
        ref byte bins = ref rows.Bins[feature];
        int stride = rows.FeatureCount;
        for (int i = 0; i < items.Length; i++)
        {
            MemoryHint.WillRead(ref Unsafe.Add(ref bins, items[Math.Min(i + 2 * MemoryHint.RowsAhead, items.Length - 1)] * stride));
            sides[i] = goesRight[Unsafe.Add(ref bins, items[i] * stride)];
        }
    }

    private sealed record OpenLeaf(int Node, Memory<int> RowIds, Histogram Histogram, Split? Split);
}
