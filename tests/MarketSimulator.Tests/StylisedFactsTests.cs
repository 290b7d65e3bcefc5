using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;
using Xunit.Abstractions;

namespace ImpactService.Tests.MarketSimulator;

/// <summary>The whole sample market as it is loaded by default, measured once.</summary>
public sealed class SampleMarketFixture
{
    public SampleMarketFixture()
    {
        SampleMarket market = SampleMarket.Create(20251031);
        All = [.. market.Instruments.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(i => new MarketStatistics(market, i))];
    }

    internal IReadOnlyList<MarketStatistics> All { get; }
}

/// <summary>Facts that every market shows and none of which is written into the simulator as such. Bounds hold for any seed with room to spare; each can fail.</summary>
public sealed class StylisedFactsTests(SampleMarketFixture fixture, ITestOutputHelper output) : IClassFixture<SampleMarketFixture>
{
    /// <summary>Enough for six instruments over thirty sessions, few enough to load in seconds.</summary>
    [Fact]
    public void Rows_WholeMarket_BetweenOneAndTwoAndAHalfMillion()
    {
        long rows = fixture.All.Sum(m => m.Rows);
        output.WriteLine($"{rows:N0} rows");
        Assert.Equal(6, fixture.All.Count);
        Assert.All(fixture.All, m => Assert.Equal(30, m.Sessions));
        Assert.InRange(rows, 1_000_000, 2_500_000);
    }

    [Fact]
    public void Signs_Autocorrelation_FallsAsAPowerOfTheLag()
    {
        int[] lags = [1, 2, 4, 8, 16, 32, 64, 128, 256];
        double[] pooled = [.. lags.Select(lag => fixture.All.Average(m => m.SignAutocorrelation(lag)))];
        double exponent = -MarketStatistics.LogSlope(lags.Zip(pooled, (lag, c) => ((double)lag, c)).Skip(2));
        output.WriteLine($"C(l) = {string.Join(" ", pooled.Select(c => $"{c:F3}"))}, exponent from lag 4 {exponent:F2}");

        Assert.InRange(pooled[0], 0.1, 0.4);
        Assert.InRange(exponent, 0.3, 0.8);
    }

    [Fact]
    public void Returns_OverMinutes_NearlyDiffusive()
    {
        foreach (MarketStatistics market in fixture.All)
        {
            output.WriteLine($"{market.Symbol}: VR(5) {market.VarianceRatio(5):F2}, VR(30) {market.VarianceRatio(30):F2}, autocorrelation {market.ReturnAutocorrelation(1):F3} {market.ReturnAutocorrelation(2):F3}");
            Assert.InRange(market.VarianceRatio(5), 0.7, 1.4);
            Assert.InRange(market.VarianceRatio(30), 0.7, 1.4);
            Assert.InRange(market.ReturnAutocorrelation(1), -0.17, 0.17);
            Assert.InRange(market.ReturnAutocorrelation(2), -0.1, 0.1);
        }
    }

    [Fact]
    public void Returns_Sizes_ComeInRuns() =>
        Assert.All(fixture.All, m => Assert.True(m.VolatilityAutocorrelation(10) > 0.02, $"{m.Symbol}: {m.VolatilityAutocorrelation(10):F3}"));

    [Fact]
    public void Volume_ThroughTheDay_HighAtBothEndsOfAnExchangeSession()
    {
        foreach (MarketStatistics market in fixture.All.Where(m => m.Symbol != "ACORN-USD"))
        {
            double[] curve = market.VolumeCurve;
            output.WriteLine($"{market.Symbol}: {string.Join(" ", curve.Select(v => $"{v:F2}"))}");
            double noon = curve[5..8].Average();
            Assert.True(curve[0] > 1.25 * noon, market.Symbol);
            Assert.True(curve[^1] > 1.25 * noon, market.Symbol);
        }
    }

    [Fact]
    public void Volume_RoundTheClock_OneWaveADay()
    {
        double[] curve = fixture.All.Single(m => m.Symbol == "ACORN-USD").VolumeCurve;
        Assert.True(curve[7..10].Average() > 1.5 * curve[0..3].Average());
    }

    [Fact]
    public void Volume_FromDayToDay_Steady()
    {
        foreach (MarketStatistics market in fixture.All)
        {
            double mean = market.Volumes.Average();
            double deviation = Math.Sqrt(market.Volumes.Average(v => (v - mean) * (v - mean)));
            output.WriteLine($"{market.Symbol}: {mean:N0} ± {deviation / mean:P0}");
            Assert.InRange(deviation / mean, 0.02, 0.4);
            double firstHalf = market.Volumes.Take(14).Average();
            Assert.InRange(firstHalf / market.Volumes.Skip(14).Average(), 0.6, 1.6);
        }
    }

    [Theory]
    [InlineData("OAK", 1.0, 2.0)]
    [InlineData("ELM", 2.5, 6.0)]
    [InlineData("ASH", 2.0, 5.0)]
    [InlineData("FIR", 2.5, 6.0)]
    [InlineData("YEW", 9.0, 25.0)]
    [InlineData("ACORN-USD", 2.0, 6.0)]
    public void Spread_OfEachInstrument_OfItsKind(string symbol, double fromTicks, double toTicks) =>
        Assert.InRange(fixture.All.Single(m => m.Symbol == symbol).SpreadsTicks.Average(), fromTicks, toTicks);

    [Fact]
    public void SpreadAndDepth_OnLivelyDays_WiderAndThinner()
    {
        double[] spreads = [.. fixture.All.Select(m => MarketStatistics.Correlation(m.Volatilities, m.SpreadsTicks))];
        double[] depths = [.. fixture.All.Select(m => MarketStatistics.Correlation(m.Volatilities, m.Depths))];
        output.WriteLine($"correlation of daily volatility with spread {string.Join(" ", spreads.Select(c => $"{c:F2}"))}, with touch size {string.Join(" ", depths.Select(c => $"{c:F2}"))}");

        Assert.True(spreads.Average() > 0.4);
        Assert.True(depths.Average() < -0.2);
    }

    [Fact]
    public void Volatility_OfADay_OfTheOrderOfPercents() =>
        Assert.All(fixture.All, m => Assert.InRange(m.Volatilities.Average(), 0.006, 0.04));

    /// <summary>No drift to live on: the mean daily return is within three standard errors of zero.</summary>
    [Fact]
    public void Closes_DayToDay_NoDrift()
    {
        foreach (MarketStatistics market in fixture.All)
        {
            double[] returns = [.. market.Closes.Skip(1).Zip(market.Closes, (now, before) => Math.Log(now / before))];
            double deviation = Math.Sqrt(returns.Average(r => r * r));
            Assert.InRange(returns.Average() / (deviation / Math.Sqrt(returns.Length)), -3.3, 3.3);
        }
    }
}
