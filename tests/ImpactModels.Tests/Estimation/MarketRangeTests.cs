using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

public class MarketRangeTests
{
    private static readonly FeatureSchema schema = FeatureSchema.Create([]);

    [Fact]
    public void Of_AThousandOrders_LeavesTheHighestOut()
    {
        double[][] orders = [.. Enumerable.Range(1, 1_001).Select(i => Order(i == 1_001 ? 500 : i / 100.0, i / 500.0))];
        MarketRange range = MarketRange.Of(orders, schema);
        Assert.Equal(10, range.SpreadRatio, 1e-12);
        Assert.Equal(2, range.VolatilityRatio, 1e-12);
    }

    [Fact]
    public void Of_OrdersWithoutHistory_AreLeftOut()
    {
        Assert.Equal(3, MarketRange.Of([Order(3, double.NaN), Order(double.NaN, double.NaN)], schema).SpreadRatio);
        Assert.Equal(DisorderLimits.Usual, MarketRange.Of([Order(double.NaN, double.NaN)], schema).Limits);
        Assert.Equal(DisorderLimits.Usual, MarketRange.Of([], schema).Limits);
    }

    [Theory]
    [InlineData(1.2, 1.1, 5, 4)]
    [InlineData(3, 3, 6, 6)]
    [InlineData(7, 12, 14, 24)]
    [InlineData(1e6, 1e6, 50, 40)]
    public void Limits_AreTwiceTheRangeWithinBounds(double spreadRatio, double volatilityRatio, double spreadLimit, double volatilityLimit) =>
        Assert.Equal(new DisorderLimits(spreadLimit, volatilityLimit), new MarketRange(spreadRatio, volatilityRatio).Limits);

    [Fact]
    public void Train_ModelOfOrders_KeepsTheirRange()
    {
        MarketRange range = MarketRange.Of([.. SyntheticModel.World.Folds(4, 2, 80).Train.Select(o => o.Features)], SyntheticModel.Shared.Schema);
        Assert.Equal(range, SyntheticModel.Train(SyntheticModel.World.Folds(4, 2, 80), SyntheticModel.Options).Markets);
        Assert.Equal(SyntheticModel.Shared.Markets, ModelArtifactFormat.Read(ModelArtifactFormat.Write(SyntheticModel.Shared)).Markets);
    }

    private static double[] Order(double spreadRatio, double volatilityRatio)
    {
        double[] features = new double[schema.Count];
        features[schema.IndexOf("spread_to_history")] = spreadRatio;
        features[schema.IndexOf("daily_volatility")] = 0.02;
        features[schema.IndexOf("realised_volatility_60s_bps")] = 200 * volatilityRatio;
        return features;
    }
}
