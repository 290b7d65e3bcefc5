using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class BucketSortTests
{
    [Fact]
    public void Sort_AnyShape_IsTheRuntimesOrder()
    {
        SeededRandom random = new(1);
        for (int repeat = 0; repeat < 300; repeat++)
        {
            int n = random.NextInt32(BucketSort.MaximumLength + 40);
            double power = 1 + 3 * (repeat % 4);
            double[] values = [.. Enumerable.Range(0, n).Select(_ => Math.Pow(random.NextNormal(), power) * Math.Pow(10, repeat % 7 * 40 - 120))];
            double[] expected = [.. values.Order()];
            BucketSort.Sort(values);
            Assert.Equal(expected, values);
        }
    }

    [Fact]
    public void Sort_TiesOutliersAndExtremes_IsTheRuntimesOrder()
    {
        double[][] samples =
        [
            [], [1], [2, 2, 2], [1e300, -1e300, 0, 5], [.. Enumerable.Repeat(3.0, 200), 1e9], [.. Enumerable.Range(0, 256).Select(i => -(double)i)],
            [double.MaxValue, double.MinValue, double.Epsilon, 0, -0.5],
        ];
        foreach (double[] sample in samples)
        {
            double[] expected = [.. sample.Order()];
            BucketSort.Sort(sample);
            Assert.Equal(expected, sample);
        }
    }
}
