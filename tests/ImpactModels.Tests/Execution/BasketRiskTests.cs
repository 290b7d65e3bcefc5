using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class BasketRiskTests
{
    private static CostDistribution Normal(double mean, double deviation) =>
        CostDistribution.FromCurve([.. NormalDistribution.AtLevels().Select(z => mean + deviation * z)], TailShape.Default);

    [Fact]
    public void Fit_ReturnsOfAKnownModel_GivesItsCorrelations()
    {
        const int names = 40;
        SeededRandom random = new(5);
        double[] beta = [.. Enumerable.Range(0, names).Select(i => 0.3 + 0.5 * i / names)];
        ReturnFactors factors = ReturnFactors.Fit(Table(names, 60, random, (t, market) => i => beta[i] * market + Math.Sqrt(1 - beta[i] * beta[i]) * random.NextNormal()));
        Assert.InRange(factors.FactorCount, 1, ReturnFactors.FactorsMax);
        double error = Enumerable.Range(1, names - 1).Average(i => Math.Abs(factors.Correlation(0, i) - beta[0] * beta[i]));
        Assert.InRange(error, 0, 0.12);
        Assert.All(factors.OwnShares, share => Assert.InRange(share, 0, 1));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(-0.6)]
    public void Fit_TwoNames_GiveTheirSampleCorrelation(double rho)
    {
        SeededRandom random = new(8);
        ReturnTable table = Table(2, 60, random, (t, common) => i => i == 0 ? common : rho * common + Math.Sqrt(1 - rho * rho) * random.NextNormal());
        double sample = Enumerable.Range(0, 60).Average(t => table.Values[2 * t] * table.Values[2 * t + 1]);
        Assert.Equal(sample, ReturnFactors.Fit(table).Correlation(0, 1), 0.02);
    }

    [Fact]
    public void Fit_NamesWithoutReturns_GetTheMeanLoadings()
    {
        SeededRandom random = new(9);
        List<IReadOnlyDictionary<DateOnly, double>> returns = Returns(10, 40, random, (t, market) => i => 0.7 * market + 0.5 * random.NextNormal());
        returns.Add(new Dictionary<DateOnly, double>());
        ReturnFactors factors = ReturnFactors.Fit(ReturnTable.Of(returns));
        Assert.Equal(1, factors.WithoutHistory);
        Assert.InRange(factors.Correlation(0, 10), 0.3, 0.9);
        ReturnFactors none = ReturnFactors.Fit(ReturnTable.Of([new Dictionary<DateOnly, double>(), new Dictionary<DateOnly, double>()]));
        Assert.Equal((0, 0.0), (none.FactorCount, none.Correlation(0, 1)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Add_TwoBuys_HaveTheVarianceOfTheirCorrelation(double rho)
    {
        BasketCost cost = Two(rho, Side.Buy, Side.Buy);
        Assert.Equal(5, cost.Total.MeanBps, 1e-9);
        Assert.Equal(20 * Math.Sqrt((1 + rho) / 2), cost.Total.StandardDeviationBps, 0.8);
        Assert.Equal(20 / Math.Sqrt(2), cost.IndependentDeviationBps, 0.4);
        Assert.Equal(5, cost.Total.QuantileBps(0.5), 0.5);
    }

    [Fact]
    public void Add_LongAndShort_Net()
    {
        Assert.Equal(20 * Math.Sqrt(0.05), Two(0.9, Side.Buy, Side.Sell).Total.StandardDeviationBps, 0.8);
        Assert.Equal(Two(0.9, Side.Buy, Side.Buy).Total.MeanBps, Two(0.9, Side.Buy, Side.Sell).Total.MeanBps, 1e-9);
    }

    [Fact]
    public void Add_SameSeed_GivesTheSameAndAnotherSeedNearlyTheSame()
    {
        BasketCost first = Two(0.5, Side.Buy, Side.Buy, 1), again = Two(0.5, Side.Buy, Side.Buy, 1), other = Two(0.5, Side.Buy, Side.Buy, 2);
        Assert.Equal(first.Total.QuantileBps(0.95), again.Total.QuantileBps(0.95));
        Assert.NotEqual(first.Total.QuantileBps(0.95), other.Total.QuantileBps(0.95));
        Assert.Equal(first.Total.QuantileBps(0.95), other.Total.QuantileBps(0.95), 2.0);
    }

    [Fact]
    public void Add_Cancelled_IsNull() =>
        Assert.Null(BasketRisk.Add([new BasketPosition(0, Side.Buy, 1, Normal(5, 20))], ReturnFactors.Fit(ReturnTable.Of([new Dictionary<DateOnly, double>()])), 1, () => true, _ => { }));

    /// <summary>Two positions of equal size with 5 ± 20 bps, on names whose correlation is exactly rho by construction of the sample.</summary>
    private static BasketCost Two(double rho, Side first, Side second, ulong seed = 1)
    {
        const int dates = 60;
        double[] a = [.. Enumerable.Range(0, dates).Select(t => t % 2 == 0 ? 1.0 : -1)], b = [.. Enumerable.Range(0, dates).Select(t => t / 2 % 2 == 0 ? 1.0 : -1)];
        Dictionary<DateOnly, double> x = [], y = [];
        for (int t = 0; t < dates; t++)
            (x[new DateOnly(2025, 1, 1).AddDays(t)], y[new DateOnly(2025, 1, 1).AddDays(t)]) = (a[t], rho * a[t] + Math.Sqrt(1 - rho * rho) * b[t]);
        ReturnFactors factors = ReturnFactors.Fit(ReturnTable.Of([x, y]));
        return BasketRisk.Add([new(0, first, 1e6, Normal(5, 20)), new(1, second, 1e6, Normal(5, 20))], factors, seed, () => false, _ => { })!;
    }

    private static ReturnTable Table(int names, int dates, SeededRandom random, Func<int, double, Func<int, double>> model) => ReturnTable.Of(Returns(names, dates, random, model));

    private static List<IReadOnlyDictionary<DateOnly, double>> Returns(int names, int dates, SeededRandom random, Func<int, double, Func<int, double>> model)
    {
        Dictionary<DateOnly, double>[] returns = [.. Enumerable.Range(0, names).Select(_ => new Dictionary<DateOnly, double>())];
        for (int t = 0; t < dates; t++)
        {
            Func<int, double> of = model(t, random.NextNormal());
            for (int i = 0; i < names; i++)
                returns[i][new DateOnly(2025, 1, 1).AddDays(t)] = of(i);
        }

        return [.. returns];
    }
}
