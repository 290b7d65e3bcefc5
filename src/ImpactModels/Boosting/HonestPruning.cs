namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Takes back the splits that do not hold on rows that did not choose them. A leaf's step a = Σ score/Σ curvature over the structure rows is worth 2ra·G − r²a²·H on the value rows
/// (G, H their sums, r the share of the step that is taken): unbiased, so noise is worth nothing on average and costs r²a²·H. A subtree that is worth less than its root as a leaf is cut.
/// When the signal is used up, trees become stumps: that is what keeps long training from getting worse.
/// </summary>
internal sealed class HonestPruning(double stepShare)
{
    /// <param name="tree">Cut in place, its leaves numbered anew.</param>
    /// <param name="leafSums">[leaves] sums over the value rows.</param>
    /// <param name="gains">[features] each split's worth is added to its feature.</param>
    /// <returns>The tree that is left, and [leaves before] the leaf that each leaf is now in.</returns>
    public (TrainingTree Tree, byte[] NewLeaves) Prune(TrainingTree tree, ScoreSum[] leafSums, double[] gains)
    {
        Visit(tree.Nodes[0]);
        TrainingTree pruned = TrainingTree.From(tree.Nodes);
        return (pruned, NewLeaves(pruned, tree.LeafCount));

        (double Worth, ScoreSum Sum) Visit(TrainingNode node)
        {
            if (node.Split is not { } split)
                return (Worth(node, leafSums[node.Leaf]), leafSums[node.Leaf]);
            TrainingNode left = tree.Nodes[node.Left];
            TrainingNode right = tree.Nodes[node.Left + 1];
            (double leftWorth, ScoreSum leftSum) = Visit(left);
            (double rightWorth, ScoreSum rightSum) = Visit(right);
            ScoreSum sum = leftSum + rightSum;
            double own = Worth(node, sum);
            gains[split.Feature] += Worth(left, leftSum) + Worth(right, rightSum) - own;
            if (leftWorth + rightWorth > own)
                return (leftWorth + rightWorth, sum);
            node.Split = null;
            return (own, sum);
        }
    }

    private double Worth(TrainingNode node, ScoreSum values)
    {
        if (node.Sum.Curvature <= 0)
            return 0;
        double location = stepShare * node.Sum.Location / node.Sum.Curvature;
        double scale = stepShare * node.Sum.Scale / node.Sum.Curvature;
        return 2 * (location * values.Location + scale * values.Scale) - (location * location + scale * scale) * values.Curvature;
    }

    /// <summary>Leaves are numbered from left to right, before and after; a cut node still knows its children.</summary>
    private static byte[] NewLeaves(TrainingTree pruned, int leavesBefore)
    {
        var newLeaves = new byte[leavesBefore];
        int next = 0;
        Visit(pruned.Nodes[0], null);
        return newLeaves;

        void Visit(TrainingNode node, TrainingNode? leafAbove)
        {
            leafAbove ??= node.Split is null ? node : null;
            if (node.Left < 0)
            {
                newLeaves[next++] = (byte)leafAbove!.Leaf;
                return;
            }

            Visit(pruned.Nodes[node.Left], leafAbove);
            Visit(pruned.Nodes[node.Left + 1], leafAbove);
        }
    }
}
