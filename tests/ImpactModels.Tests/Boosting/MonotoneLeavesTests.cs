using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class MonotoneLeavesTests
{
    private const int Levels = QuantileLevels.Count;

    private static readonly bool[] isIncreasing = [true, false, false, true];

    /// <summary>Pairs of rows of which the second is at least as large in features 0 and 3 and equal in the others, missing values included.</summary>
    [Fact]
    public void Enforce_RandomVectors_NoLevelFallsAlongTheGroup()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            (TrainingTree tree, float[] vectors, SeededRandom random) = Problem(seed);
            MonotoneLeaves.Enforce(tree, BoostingSamples.FeatureCount, isIncreasing, vectors);
            for (int i = 0; i < 2_000; i++)
            {
                byte[] low = RandomBins(random);
                byte[] high = Grown(low, random);
                int below = tree.LeafOf(low) * Levels;
                int above = tree.LeafOf(high) * Levels;
                for (int level = 0; level < Levels; level++)
                    Assert.True(vectors[above + level] >= vectors[below + level], $"seed {seed}: level {level} falls from {vectors[below + level]} to {vectors[above + level]}");
            }
        }
    }

    [Fact]
    public void Enforce_Twice_ChangesNothingMore()
    {
        (TrainingTree tree, float[] vectors, _) = Problem(3);
        MonotoneLeaves.Enforce(tree, BoostingSamples.FeatureCount, isIncreasing, vectors);
        float[] once = [.. vectors];
        MonotoneLeaves.Enforce(tree, BoostingSamples.FeatureCount, isIncreasing, vectors);
        Assert.Equal(once, vectors);
    }

    [Fact]
    public void Enforce_NothingIncreasing_ChangesNothing()
    {
        (TrainingTree tree, float[] vectors, _) = Problem(4);
        float[] before = [.. vectors];
        MonotoneLeaves.Enforce(tree, BoostingSamples.FeatureCount, new bool[BoostingSamples.FeatureCount], vectors);
        Assert.Equal(before, vectors);
    }

    private static (TrainingTree Tree, float[] Vectors, SeededRandom Random) Problem(ulong seed)
    {
        BoostingData data = BoostingSamples.Mixed(1_500, seed);
        TrainingTree tree = BoostingSamples.Grow(data, BoostingSamples.Bin(data, 12), new BoostingOptions { Leaves = 16, MinRowsPerLeaf = 5, Threads = 1 });
        var random = new SeededRandom(seed);
        return (tree, [.. Enumerable.Range(0, tree.LeafCount * Levels).Select(_ => (float)random.NextNormal())], random);
    }

    private static byte[] RandomBins(SeededRandom random) =>
        [.. Enumerable.Range(0, BoostingSamples.FeatureCount).Select(_ => random.NextInt32(8) == 0 ? BinMapper.MissingBin : (byte)random.NextInt32(12))];

    private static byte[] Grown(byte[] bins, SeededRandom random)
    {
        byte[] grown = [.. bins];
        for (int feature = 0; feature < grown.Length; feature++)
        {
            if (isIncreasing[feature] && grown[feature] != BinMapper.MissingBin)
                grown[feature] = (byte)(grown[feature] + random.NextInt32(12 - grown[feature]));
        }

        return grown;
    }
}
