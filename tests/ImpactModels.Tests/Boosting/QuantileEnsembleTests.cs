using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

/// <summary>The ensemble over feature values answers what the training trees over bins say, one after the other.</summary>
public sealed class QuantileEnsembleTests
{
    private const int Levels = QuantileLevels.Count;

    private static readonly FeatureCross[] crosses =
    [
        new(0, 1, CrossKind.Product), new(0, 3, CrossKind.Sum), new(3, 1, CrossKind.Difference),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void Sum_AnyInput_IsTheTrainingTreesSum(int treeCount)
    {
        (QuantileEnsemble ensemble, BinnedRows rows, List<(TrainingTree Tree, float[] Steps)> trees) = Grown(treeCount);
        var random = new SeededRandom(4);
        for (int i = 0; i < 3_000; i++)
        {
            float[] row = [.. Enumerable.Range(0, BoostingSamples.FeatureCount).Select(feature => i % 2 == 0 ? BoostingSamples.Extreme(random) : random.NextInt32(9) * 7 - 20)];
            Assert.All(Sum(ensemble, row).Zip(Expected(row, rows, trees)), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        }
    }

    [Fact]
    public void Sum_RowOnABorder_GoesAsItsBinDoes()
    {
        (QuantileEnsemble ensemble, BinnedRows rows, List<(TrainingTree Tree, float[] Steps)> trees) = Grown(9);
        foreach (float edge in rows.Features[0].Edges.Concat(rows.Features[3].Edges))
        {
            foreach (float value in (ReadOnlySpan<float>)[edge, MathF.BitIncrement(edge), MathF.BitDecrement(edge)])
            {
                float[] row = [value, 2, 1, value];
                Assert.All(Sum(ensemble, row).Zip(Expected(row, rows, trees)), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
            }
        }
    }

    [Fact]
    public void Add_VectorAndScalar_SameBits()
    {
        var random = new SeededRandom(6);
        for (int i = 0; i < 500; i++)
        {
            float[] byVector = [.. Enumerable.Range(0, Levels).Select(_ => (float)random.NextNormal())];
            float[] byScalar = [.. byVector];
            float[] step = [.. Enumerable.Range(0, Levels).Select(_ => (float)(random.NextNormal() * Math.Pow(10, random.NextInt32(6))))];
            QuantileEnsemble.AddVector(byVector, step);
            QuantileEnsemble.AddScalar(byScalar, step);
            Assert.Equal(byScalar, byVector);
        }
    }

    [Fact]
    public void Sum_Called_AllocatesNothing()
    {
        (QuantileEnsemble ensemble, _, _) = Grown(9);
        float[] row = [1, 2, 1, 3];
        float[] sums = new float[Levels];
        ensemble.Sum(row, sums);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            ensemble.Sum(row, sums);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Sum(QuantileEnsemble ensemble, float[] row)
    {
        var sums = new float[Levels];
        ensemble.Sum(row, sums);
        return sums;
    }

    private static float[] Expected(float[] row, BinnedRows rows, List<(TrainingTree Tree, float[] Steps)> trees)
    {
        var one = new BoostingData { RowCount = 1, FeatureCount = row.Length, Features = row, Targets = [0], CategoricalFeatures = [BoostingSamples.Category] };
        FeatureBins[] own = rows.Features[..BoostingSamples.FeatureCount];
        var crossed = new FeatureCrosses(own, crosses);
        byte[] bins = [.. own.Select((feature, i) => feature.BinOf(one.Feature(0, i)))];
        byte[] all = [.. bins, .. crosses.Select((cross, i) => rows.Features[own.Length + i].BinOf(crossed.Value(i, bins[cross.First], bins[cross.Second])))];
        var sum = new float[Levels];
        Array.Fill(sum, 1f);
        foreach ((TrainingTree tree, float[] steps) in trees)
        {
            for (int level = 0; level < Levels; level++)
                sum[level] += steps[tree.LeafOf(all) * Levels + level];
        }

        return sum;
    }

    private static (QuantileEnsemble Ensemble, BinnedRows Rows, List<(TrainingTree Tree, float[] Steps)> Trees) Grown(int treeCount)
    {
        BoostingData data = BoostingSamples.Mixed(3_000, 8);
        BinnedRows rows = BoostingSamples.Bin(data, 40, crosses);
        var start = new float[Levels];
        Array.Fill(start, 1f);
        var builder = new EnsembleBuilder(rows.Features, new FeatureCrosses(rows.Features[..BoostingSamples.FeatureCount], crosses), start);
        var random = new SeededRandom(2);
        var trees = new List<(TrainingTree Tree, float[] Steps)>();
        for (int i = 0; i < treeCount; i++)
        {
            BoostingData shuffled = data with { Targets = [.. data.Targets.Select(target => target + 2 * random.NextNormal())] };
            // Every fifth tree is one leaf: it becomes part of the start.
            TrainingTree tree = BoostingSamples.Grow(shuffled, rows, new BoostingOptions { Leaves = 2 + i, MinRowsPerLeaf = i % 5 == 4 ? 2_000 : 5, Threads = 1 });
            float[] steps = [.. Enumerable.Range(0, tree.LeafCount * Levels).Select(_ => (float)random.NextNormal())];
            trees.Add((tree, steps));
            builder.Add(tree, steps, new double[rows.FeatureCount]);
        }

        return (builder.Build(treeCount), rows, trees);
    }
}
