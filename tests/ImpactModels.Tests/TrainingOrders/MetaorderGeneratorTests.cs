using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class MetaorderGeneratorTests
{
    private static readonly MetaorderOptions OneTrader = new() { Traders = 1 };

    /// <summary>Three buys of 100 @ 100.1, 300 @ 100.2, 100 @ 100.3 over 200 s; the mid goes 100 → 100.4 at the end → 100.1 once 200 s have passed.</summary>
    private static readonly TapeBuilder BuyRun = new TapeBuilder(TapeBuilder.ShortDay)
        .Quote(5, 99.9, 100.1)
        .Quote(10, 100.1, 100.3)
        .Trade(10, 100.1, 100, Aggressor.Buyer)
        .Trade(100, 100.2, 300, Aggressor.Buyer)
        .Quote(150, 100.3, 100.5)
        .Trade(210, 100.3, 100, Aggressor.Buyer)
        .Quote(405, 100.0, 100.2)
        .Quote(411, 103, 104)
        .Quote(7_199, 103, 104);

    [Fact]
    public void Generate_BuyRun_HasTheLabelsOfTheDefinitions()
    {
        TrainingOrder order = Assert.Single(new MetaorderGenerator(OneTrader).Generate(BuyRun.Index()));

        Assert.Equal(TrainingOrderKind.Metaorder, order.Kind);
        Assert.Equal(Side.Buy, order.Side);
        Assert.Equal(BuyRun.At(10), order.T0);
        Assert.Equal(BuyRun.At(210), order.TEnd);
        Assert.Equal(BuyRun.At(410), order.LabelEnd);
        Assert.Equal(500, order.Quantity);
        Assert.Equal(100, order.ArrivalPrice, 9);
        Assert.Equal(100.2, order.AveragePrice, 9);
        Assert.Equal(20, order.SlippageBps, 6);
        Assert.Equal(40, order.PriceShiftLag0Bps, 6);
        Assert.Equal(10, order.PriceShiftBps, 6);
        Assert.Equal(5, order.PermanentBps, 6);
        Assert.Equal(15, order.TemporaryBps, 6);
        Assert.Equal(10, order.SpreadCostBps, 6);
        Assert.Equal((1.0, 1.0), (order.TakerFraction, order.RealisedTakerFraction));
        Assert.True(double.IsNaN(order.CompletionBeforeCrossing));
    }

    [Fact]
    public void Generate_SellRun_MirrorsTheBuy()
    {
        TapeBuilder builder = new TapeBuilder(TapeBuilder.ShortDay)
            .Quote(5, 99.9, 100.1)
            .Trade(10, 99.9, 100, Aggressor.Seller)
            .Trade(20, 99.7, 100, Aggressor.Seller)
            .Quote(25, 99.6, 99.8)
            .Quote(90, 99.8, 100)
            .Quote(7_199, 99.8, 100);

        TrainingOrder order = Assert.Single(new MetaorderGenerator(OneTrader).Generate(builder.Index()));

        Assert.Equal(Side.Sell, order.Side);
        Assert.Equal(20, order.SlippageBps, 6);
        Assert.Equal(0, order.PriceShiftLag0Bps, 6);
        Assert.Equal(60, order.LagSeconds);
        Assert.Equal(30, order.PriceShiftBps, 6);
    }

    [Fact]
    public void Generate_QuoteStampedWithTheFirstChild_IsNoArrivalPrice() =>
        Assert.Equal(100, Assert.Single(new MetaorderGenerator(OneTrader).Generate(BuyRun.Index())).ArrivalPrice, 9);

    [Fact]
    public void Generate_NoQuoteBeforeTheFirstChild_GivesNoOrder()
    {
        TapeBuilder builder = new TapeBuilder().Quote(1, 99, 101).Trade(1, 101, 1, Aggressor.Buyer).Trade(2, 101, 1, Aggressor.Buyer);

        Assert.Empty(new MetaorderGenerator(OneTrader).Generate(builder.Index()));
    }

    [Fact]
    public void Generate_RunUpToTheClose_LacksTheShiftAndKeepsTheSlippage()
    {
        TapeBuilder builder = new TapeBuilder(TapeBuilder.ShortDay).Quote(1, 99, 101).Trade(7_100, 101, 1, Aggressor.Buyer).Trade(7_190, 102, 1, Aggressor.Buyer);

        TrainingOrder order = Assert.Single(new MetaorderGenerator(OneTrader).Generate(builder.Index()));

        Assert.True(double.IsNaN(order.PriceShiftBps));
        Assert.Equal(150, order.SlippageBps, 9);
        Assert.Equal(builder.At(7_280), order.LabelEnd);
    }

    [Fact]
    public void Generate_PlannedHorizon_DoesNotGiveTheRunTimeAway()
    {
        TapeIndex tape = TapeBuilder.Random(11, 6_000).Index();
        TrainingOrder[] orders = new MetaorderGenerator(new MetaorderOptions { Traders = 10 }).Generate(tape);
        double[] stretches = orders
            .Where(order => order.ExecutionSeconds > 0 && tape.Tape.Session.Close.SecondsSince(order.T0) > 2 * order.ExecutionSeconds)
            .Select(order => Math.Log2(order.HorizonSeconds / order.ExecutionSeconds))
            .ToArray();

        Assert.True(stretches.Length > 300);
        Assert.All(stretches, stretch => Assert.InRange(stretch, 0, 1));
        Assert.InRange(stretches.Average(), 0.45, 0.55);
        Assert.All(orders, order => Assert.True(order.T0.AddSeconds(order.HorizonSeconds) <= tape.Tape.Session.Close));
        Assert.All(orders, order => Assert.True(order.HorizonSeconds >= order.ExecutionSeconds));
    }

    [Fact]
    public void Generate_SameSeed_GivesTheSameOrdersWhateverTheOtherSessions()
    {
        var generator = new MetaorderGenerator(new MetaorderOptions { Traders = 10, MaximumPerSession = 50 });
        TapeIndex tape = TapeBuilder.Random(11, 3_000).Index();
        TrainingOrder[] first = generator.Generate(tape);
        generator.Generate(TapeBuilder.Random(12, 1_000).Index());
        TrainingOrder[] again = generator.Generate(tape);

        Assert.Equal(first.Select(order => (order.Id, order.HorizonSeconds, order.Weight)), again.Select(order => (order.Id, order.HorizonSeconds, order.Weight)));
        Assert.Equal(first.Length, first.Select(order => order.Id).Distinct().Count());
        Assert.NotEqual(first.Select(order => order.Id), new MetaorderGenerator(new MetaorderOptions { Traders = 10, MaximumPerSession = 50, Seed = 2 }).Generate(tape).Select(order => order.Id));
    }

    [Fact]
    public void Generate_Thinned_WeightsStandForAllRuns()
    {
        var options = new MetaorderOptions { Traders = 10, MaximumPerSession = 60 };
        TapeIndex tape = TapeBuilder.Random(11, 3_000).Index();

        TrainingOrder[] orders = new MetaorderGenerator(options).Generate(tape);

        Assert.InRange(orders.Length, 30, 60);
        Assert.Equal(new MetaorderGenerator(options).AllRuns(tape).Count, orders.Sum(order => order.Weight), 6);
    }

    [Fact]
    public void Generate_EveryOrder_StaysInsideItsSession()
    {
        TapeIndex tape = TapeBuilder.Random(13, 6_000, maximumDelaySeconds: 60).Index();

        Assert.All(new MetaorderGenerator(new MetaorderOptions { Traders = 5 }).Generate(tape), order =>
        {
            Assert.True(tape.Tape.Session.Contains(order.T0) && tape.Tape.Session.Contains(order.TEnd));
            Assert.True(order.TEnd >= order.T0);
            Assert.Equal(order.SessionDate, tape.Tape.Session.Date);
        });
    }

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(5, 1, 0)]
    [InlineData(5, 2, double.NaN)]
    public void Construct_InvalidOptions_Throws(int traders, int minimumChildren, double minimumDurationSeconds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new MetaorderGenerator(new MetaorderOptions { Traders = traders, MinimumChildren = minimumChildren, MinimumDurationSeconds = minimumDurationSeconds }));
}
