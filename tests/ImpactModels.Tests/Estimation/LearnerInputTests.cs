using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class LearnerInputTests
{
    private static readonly LearnerInput Input = new(SyntheticOrder.Schema);

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(40)]
    public void ScaleSize_Factor_IsTheVectorOfThatOrder(double factor)
    {
        double[] noise = SyntheticWorld.Noise(new SeededRandom(5));
        SyntheticOrder order = new() { AdvFraction = 2e-3 };
        double[] expected = (order with { AdvFraction = order.AdvFraction * factor }).ToFeatures(noise);
        double[] scaled = order.ToFeatures(noise);

        Input.ScaleSize(scaled, factor);

        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], scaled[i], 1e-12 * Math.Abs(double.IsNaN(expected[i]) ? 1 : expected[i]) + 1e-300);
    }

    [Fact]
    public void WriteRow_Context_IsLeftOut()
    {
        double[] features = new SyntheticOrder().ToFeatures(SyntheticWorld.Noise(new SeededRandom(5)));
        float[] row = new float[Input.ColumnCount];
        float[] other = new float[Input.ColumnCount];
        Input.WriteRow(features, row);
        foreach (string context in new[] { "adv_units", "mid_price", "adv_sessions" })
            SyntheticOrder.Set(features, context, 12345);

        Input.WriteRow(features, other);

        Assert.Equal(row, other);
    }

    [Fact]
    public void IncreasingColumns_AllSizeFeatures_AreAmongThem() =>
        Assert.Equal(SyntheticOrder.Schema.SizeFeatures, Input.IncreasingColumns.Select(column => SyntheticOrder.Schema.LearnerFeatures[column]));
}
