namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Makes a tree non-decreasing in the increasing features, at every level. Leaf a may not exceed leaf b when a point of a can grow into a point of b. Each leaf's value becomes the mean of
/// the largest value at or below it and the smallest value at or above it: both envelopes are monotone, so is their mean, and a tree that is monotone already does not change.
/// </summary>
internal static class MonotoneLeaves
{
    /// <param name="vectors">[leaves × width], replaced in place.</param>
    public static void Enforce(TrainingTree tree, int featureCount, bool[] isIncreasing, float[] vectors)
    {
        int width = vectors.Length / tree.LeafCount;
        bool[,] below = Order(Boxes(tree, featureCount), isIncreasing);
        float[] before = [.. vectors];
        for (int leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            for (int level = 0; level < width; level++)
                vectors[leaf * width + level] = MeanOfEnvelopes(before, below, leaf, level, width);
        }
    }

    private static float MeanOfEnvelopes(float[] vectors, bool[,] below, int leaf, int level, int width)
    {
        float own = vectors[leaf * width + level];
        float largestBelow = own;
        float smallestAbove = own;
        for (int other = 0; other < below.GetLength(0); other++)
        {
            float value = vectors[other * width + level];
            if (below[other, leaf])
                largestBelow = Math.Max(largestBelow, value);
            if (below[leaf, other])
                smallestAbove = Math.Min(smallestAbove, value);
        }

        return (largestBelow + smallestAbove) / 2;
    }

    private static LeafBox[] Boxes(TrainingTree tree, int featureCount)
    {
        var boxes = new LeafBox[tree.LeafCount];
        Visit(0, LeafBox.Everything(featureCount));
        return boxes;

        void Visit(int index, LeafBox box)
        {
            TrainingNode node = tree.Nodes[index];
            if (node.Split is null)
            {
                boxes[node.Leaf] = box;
                return;
            }

            Visit(node.Left, box.Child(node.Split, left: true));
            Visit(node.Left + 1, box.Child(node.Split, left: false));
        }
    }

    /// <summary>The order between leaves, with all it implies (Warshall's transitive closure).</summary>
    private static bool[,] Order(LeafBox[] boxes, bool[] isIncreasing)
    {
        int count = boxes.Length;
        var below = new bool[count, count];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
                below[a, b] = a != b && boxes[a].CanLieBelow(boxes[b], isIncreasing);
        }

        for (int through = 0; through < count; through++)
        {
            for (int a = 0; a < count; a++)
            {
                for (int b = 0; below[a, through] && b < count; b++)
                    below[a, b] |= below[through, b];
            }
        }

        return below;
    }
}
