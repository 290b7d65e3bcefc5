using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class ProbeOrderGeneratorTests
{
    /// <summary>7,200 events, about one a second: a whole two-hour session.</summary>
    private static readonly TapeIndex Tape = TapeBuilder.Random(3, 7_150).Index();

    private static readonly TrainingOrder[] Orders = new ProbeOrderGenerator(new ProbeOptions()).Generate(Tape, VolumeCurve.Uniform);

    [Fact]
    public void Generate_EveryProbe_StaysInsideWhatWasObserved() => Assert.All(Orders, order =>
    {
        Assert.True(order.T0 >= Tape.ObservedFrom && order.T0.AddSeconds(order.HorizonSeconds) <= Tape.ObservedUntil.AddSeconds(1e-6));
        Assert.InRange(order.HorizonSeconds, 60, 7_200);
        Assert.InRange(order.ExecutionSeconds, 0, order.HorizonSeconds + 1e-6);
        Assert.InRange(order.RealisedTakerFraction, order.TakerFraction - 1e-9, 1);
        Assert.InRange(order.CompletionBeforeCrossing, order.TakerFraction - 1e-9, 1);
        Assert.True(order.Quantity > 0 && order.Quantity <= 1);
    });

    [Fact]
    public void Generate_EveryProbe_HoldsTheIdentityAndTheSpreadCost() => Assert.All(Orders, order =>
    {
        Assert.Equal(order.Side.Sign() * (order.AveragePrice / order.ArrivalPrice - 1) * 1e4, order.SlippageBps, 6);
        Assert.Equal(order.ArrivalHalfSpreadBps * (2 * order.RealisedTakerFraction - 1), order.SpreadCostBps, 9);
        if (!double.IsNaN(order.PriceShiftBps))
            Assert.Equal(order.SlippageBps, order.TemporaryBps + order.PermanentBps, 9);
    });

    [Fact]
    public void Generate_ShiftIsMissing_ExactlyWhereTheLagPassesTheEnd()
    {
        Assert.All(Orders, order => Assert.Equal(order.LabelEnd > Tape.ObservedUntil, double.IsNaN(order.PriceShiftBps)));
        Assert.InRange(Orders.Count(order => double.IsNaN(order.PriceShiftBps)), 50, Orders.Length / 2);
    }

    [Fact]
    public void Generate_ManyProbes_CoverSidesHorizonsAndStrategies()
    {
        Assert.Equal(2_000, Orders.Length);
        Assert.InRange(Orders.Count(order => order.Side == Side.Buy), 900, 1_100);
        double median = Orders.Select(order => Math.Log(order.HorizonSeconds)).Order().ElementAt(1_000);
        Assert.Equal((Math.Log(60) + Math.Log(7_200)) / 2, median, 0.15);
        foreach (double fraction in new[] { 0, 0.1, 0.5, 1 })
            Assert.InRange(Orders.Count(order => order.TakerFraction == fraction), 190, 310);
        Assert.Equal(2_000, Orders.Select(order => order.Id).Distinct().Count());
    }

    /// <summary>The mid rises by one every ten seconds and nothing trades: bids never fill and cross in the end, offers are run over at once.</summary>
    [Fact]
    public void Generate_PassiveProbesInARisingMarket_BuysAreLeftOverAndSellsAreRunOver()
    {
        var builder = new TapeBuilder(TapeBuilder.ShortDay);
        for (int i = 0; i < 720; i++)
            builder.Quote(10 * i, 1_000 + i, 1_001 + i);
        var options = new ProbeOptions { CountPerSession = 100, TakerFractions = [0], ContinuousShare = 0 };

        Assert.All(new ProbeOrderGenerator(options).Generate(builder.Index(), VolumeCurve.Uniform), order =>
        {
            bool isBuy = order.Side == Side.Buy;
            Assert.Equal(isBuy ? 0 : 1, order.CompletionBeforeCrossing);
            Assert.Equal(isBuy ? 1 : 0, order.RealisedTakerFraction);
            Assert.Equal(isBuy ? order.ArrivalHalfSpreadBps : -order.ArrivalHalfSpreadBps, order.SpreadCostBps);
            Assert.True(isBuy ? order.TEnd.SecondsSince(order.T0) >= order.HorizonSeconds - 1e-5 : order.ExecutionSeconds < order.HorizonSeconds);
        });
    }

    [Fact]
    public void Generate_OtherCount_GivesTheSameFirstProbes() =>
        Assert.Equal(Orders.Take(20), new ProbeOrderGenerator(new ProbeOptions { CountPerSession = 20 }).Generate(Tape, VolumeCurve.Uniform), OrderIdentity);

    [Fact]
    public void Generate_OtherSeed_GivesOtherProbes() =>
        Assert.NotEqual(Orders[0].T0, new ProbeOrderGenerator(new ProbeOptions { CountPerSession = 1, Seed = 2 }).Generate(Tape, VolumeCurve.Uniform)[0].T0);

    [Fact]
    public void Generate_NoQuotesOrTooShort_GivesNone()
    {
        var generator = new ProbeOrderGenerator(new ProbeOptions());

        Assert.Empty(generator.Generate(new TapeBuilder().Index(), VolumeCurve.Uniform));
        Assert.Empty(generator.Generate(new TapeBuilder().Trade(1, 10, 1, Aggressor.Buyer).Index(), VolumeCurve.Uniform));
        Assert.Empty(generator.Generate(new TapeBuilder().Quote(0, 99, 101).Quote(59, 99, 101).Index(), VolumeCurve.Uniform));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(50, 0.5)]
    [InlineData(0, 1)]
    public void Generate_Quantity_IsNegligibleBesideTheTouch(double touchSize, double expected)
    {
        TapeIndex tape = new TapeBuilder(TapeBuilder.ShortDay).Quote(0, 99, 101, touchSize, 1_000).Quote(7_199, 99, 101, touchSize, 1_000).Index();

        Assert.All(new ProbeOrderGenerator(new ProbeOptions { CountPerSession = 5 }).Generate(tape, VolumeCurve.Uniform), order => Assert.Equal(expected, order.Quantity));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(60, -0.1)]
    [InlineData(60, double.NaN)]
    public void Construct_InvalidOptions_Throws(double minimumHorizonSeconds, double continuousShare) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ProbeOrderGenerator(new ProbeOptions { MinimumHorizonSeconds = minimumHorizonSeconds, ContinuousShare = continuousShare }));

    private static bool OrderIdentity(TrainingOrder a, TrainingOrder b) =>
        (a.Id, a.Side, a.T0, a.HorizonSeconds, a.TakerFraction, a.AveragePrice) == (b.Id, b.Side, b.T0, b.HorizonSeconds, b.TakerFraction, b.AveragePrice);
}
