using System.Collections.Immutable;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.Tests.ImpactModels.Golden;

/// <summary>Published examples, typed out to the digits of their sources.</summary>
public sealed class PublishedLawTests
{
    /// <summary>Almgren, Thum, Hauptmann, Li 2005, table of examples: IBM and DRI, 10 % of ADV.</summary>
    [Theory]
    [InlineData(6.561, 1728, 0.0157, 0.1, 19.8597, 22.2940, 32.2239)]
    [InlineData(6.561, 1728, 0.0157, 0.2, 19.8597, 14.7086, 24.6384)]
    [InlineData(6.561, 1728, 0.0157, 0.5, 19.8597, 8.4880, 18.4179)]
    [InlineData(1.929, 168, 0.0226, 0.1, 21.6787, 32.0920, 42.9313)]
    [InlineData(1.929, 168, 0.0226, 0.2, 21.6787, 21.1728, 32.0122)]
    [InlineData(1.929, 168, 0.0226, 0.5, 21.6787, 12.2184, 23.0577)]
    public void AlmgrenLaw_PublishedExamples_Agree(double adv, double outstanding, double volatility, double days, double shift, double temporary, double slippage)
    {
        AlmgrenLaw law = new();
        LawInput order = new(0.1, 0.1, days, volatility, 0, 1, outstanding / adv);
        Assert.Equal(shift, law.PriceShiftBps(order), 5e-5);
        Assert.Equal(temporary, law.TemporaryBps(order), 5e-5);
        Assert.Equal(slippage, law.SlippageBps(order), 5.1e-5);
    }

    /// <summary>Kissell, all caps; σ annual.</summary>
    [Theory]
    [InlineData(0.10, 0.25, 0.10, 74.5711, 24.6013)]
    [InlineData(0.05, 0.20, 0.20, 43.4708, 19.9214)]
    public void IStarLaw_PublishedParameters_Agree(double advFraction, double annualVolatility, double participation, double instantaneous, double impact)
    {
        IStarLaw law = new();
        LawInput order = new(advFraction, participation, 0.5, annualVolatility / Math.Sqrt(252), 0, 1);
        Assert.Equal(instantaneous, law.InstantaneousBps(order), 5e-5);
        Assert.Equal(impact, law.SlippageBps(order), 5e-5);
    }

    /// <summary>Y = 1, σ = 2 %.</summary>
    [Theory]
    [InlineData(0.001, 6.325, 4.216)]
    [InlineData(0.01, 20, 13.333)]
    [InlineData(0.05, 44.721, 29.814)]
    [InlineData(0.10, 63.246, 42.164)]
    public void SquareRootLaw_UnitPrefactor_PaysTwoThirdsOfThePeak(double advFraction, double peak, double average)
    {
        LawInput order = new(advFraction, 0.1, 0.3, 0.02, 0, 1);
        SquareRootLaw law = new();
        Assert.Equal(peak, law.PeakBps(order), 5e-4);
        Assert.Equal(average, law.SlippageBps(order), 5e-4);
        Assert.Equal(average, new PropagatorLaw().SlippageBps(order), 5e-4);
        Assert.Equal(average, new PowerLaw().SlippageBps(order), 5e-4);
    }

    /// <summary>Almgren and Chriss 2000, their example.</summary>
    [Fact]
    public void AlmgrenChrissModel_RiskNeutral_SlicesEvenly()
    {
        AlmgrenChrissModel model = new();
        Assert.All(model.Trades(0), n => Assert.Equal(200_000, n, 1e-6));
        FrontierPoint point = model.Optimum(0);
        Assert.Equal(662_500, point.ExpectedCost, 1e-6);
        Assert.Equal(1.083e12, point.CostVariance, 1e6);
        Assert.Equal(0, point.Kappa);
    }

    [Fact]
    public void AlmgrenChrissModel_RiskAverse_FrontLoads()
    {
        AlmgrenChrissModel model = new();
        ImmutableArray<double> trades = model.Trades(1e-6);
        double[] expected = [458044, 252101, 141957, 85756, 62142];
        Assert.Equal(expected, trades.Select(Math.Round));
        FrontierPoint point = model.Optimum(1e-6);
        Assert.Equal(911_227.0, point.ExpectedCost, 0.05);
        Assert.Equal(3.64129e11, point.CostVariance, 5e5);
        Assert.Equal(0.60708, point.Kappa, 5e-6);
    }

    /// <summary>Obizhaeva and Wang 2013: X = 100,000, T = 1.</summary>
    [Theory]
    [InlineData(2, 25_000)]
    [InlineData(10, 8_333)]
    [InlineData(50, 1_923)]
    public void ObizhaevaWangModel_PublishedResilience_GivesTheBlocks(double resilience, double block)
    {
        ObizhaevaWangModel model = new(100_000, 1, resilience);
        Assert.Equal(block, model.BlockQuantity, 0.5);
        Assert.Equal(100_000, 2 * model.BlockQuantity + model.Rate, 1e-6);
    }

    /// <summary>The cost formula against the strategy walked through by hand: block, constant rate at a constant displacement κx₀, block.</summary>
    [Fact]
    public void ObizhaevaWangModel_ExpectedCost_IsThatOfItsStrategy()
    {
        ObizhaevaWangModel model = new(100_000, 1, 10);
        const double transient = 2e-6;
        double block = model.BlockQuantity;
        double walked = transient * block * (0.5 * block + model.Rate * model.Horizon + 1.5 * block);
        Assert.Equal(walked, model.ExpectedCost(0, 1 / transient), 1e-9);
        Assert.Throws<InvalidOperationException>(() => new ObizhaevaWangModel(1, double.NaN, 1).BlockQuantity);
    }
}
