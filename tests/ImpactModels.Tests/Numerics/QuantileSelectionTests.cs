using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class QuantileSelectionTests
{
    private static readonly Func<SeededRandom, int, float>[] shapes =
    [
        (random, _) => (float)random.NextNormal(),
        (random, _) => random.NextInt32(3),
        (_, _) => 4,
        (_, i) => i,
        (_, i) => -i,
        (random, _) => (float)Math.Exp(20 * random.NextNormal()),
        (random, i) => i % 2 == 0 ? 0 : (float)random.NextNormal(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void Select_AnyValuesAndLevel_IsTheSortedOne(int count)
    {
        var random = new SeededRandom((ulong)count);
        foreach (Func<SeededRandom, int, float> shape in shapes)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(i => shape(random, i))];
            foreach (double level in QuantileLevels.All)
            {
                float expected = NaiveQuantile.Of(values, null, level);
                Assert.Equal(expected, QuantileSelection.Select([.. values], new float[count], level));
                Assert.Equal(expected, QuantileSelection.SelectInPlace([.. values], Math.Clamp((int)Math.Ceiling(level * count) - 1, 0, count - 1)));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public void Select_Weighted_IsTheSortedOne(int count)
    {
        var random = new SeededRandom((ulong)count);
        foreach (Func<SeededRandom, int, float> shape in shapes)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(i => shape(random, i))];
            double[] weights = [.. values.Select(_ => (1 + random.NextInt32(40)) / 16.0)];
            foreach (double level in QuantileLevels.All)
                Assert.Equal(NaiveQuantile.Of(values, weights, level), QuantileSelection.Select([.. values], [.. weights], level));
        }
    }

    [Fact]
    public void Select_WeightOfOneRow_IsThatRow()
    {
        double[] weights = [1e-9, 1e-9, 1e9, 1e-9];
        foreach (double level in QuantileLevels.All)
            Assert.Equal(7, QuantileSelection.Select([1, 9, 7, 3], [.. weights], level));
    }

    [Fact]
    public void Select_NoValues_IsNaN() => Assert.True(float.IsNaN(QuantileSelection.Select(Span<float>.Empty, Span<float>.Empty, 0.5)));

    [Fact]
    public void Gather_VectorAndScalar_SameCountsAndOrder()
    {
        var random = new SeededRandom(3);
        for (int count = 0; count < 60; count++)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextInt32(9))];
            float low = random.NextInt32(5);
            float high = low + random.NextInt32(4);
            float[] byVector = new float[count];
            float[] byScalar = new float[count];
            int below = SelectionKernel.GatherScalar(values, low, high, byScalar, out int kept);
            Assert.Equal(values.Count(value => value < low), below);
            Assert.Equal(values.Where(value => value >= low && value <= high), byScalar.Take(kept));
            if (!System.Runtime.Intrinsics.X86.Avx2.IsSupported)
                continue;
            Assert.Equal(below, SelectionKernel.GatherVector(values, low, high, byVector, out int keptByVector));
            Assert.Equal(byScalar.Take(kept), byVector.Take(keptByVector));
        }
    }
}
