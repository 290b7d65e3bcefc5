using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Learners;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class LaneKernelTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(7, 24)]
    [InlineData(60, 40)]
    [InlineData(0, 8)]
    public void Products_RandomMatrices_AgreeWithTheNaiveTwin(int inputs, int outputs)
    {
        var random = new SeededRandom(1);
        float[] x = Draw(inputs), y = Draw(outputs), matrix = Draw(inputs * outputs);
        double[] product = NaiveLanes.Product(x, matrix, y);
        double[] outer = NaiveLanes.Outer(x, y, matrix);
        double[] transposed = NaiveLanes.TransposedProduct(matrix, y, inputs);

        float[] back = new float[inputs];
        LaneKernel.TransposedProduct(matrix, y, back);
        float[] sum = [.. y];
        LaneKernel.AddProduct(x, matrix, sum);
        LaneKernel.AddOuter(x, y, matrix);

        AssertNear(product, sum);
        AssertNear(outer, matrix);
        AssertNear(transposed, back);

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    /// <summary>Single precision: a sum of sixty terms of unit size is right to about 1e-5.</summary>
    private static void AssertNear(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 5e-5);
    }
}
