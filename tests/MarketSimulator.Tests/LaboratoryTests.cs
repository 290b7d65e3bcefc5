using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;
using Xunit.Abstractions;

namespace ImpactService.Tests.MarketSimulator;

/// <summary>True impact, measured where it can be: with and without the order.</summary>
public sealed class LaboratoryTests(ITestOutputHelper output)
{
    private const double Participation = 0.2;
    private const int SessionCount = 9;

    private static readonly double[] advFractions = [0.001, 0.0046, 0.0215, 0.1];
    private static readonly SampleMarket market = SampleMarket.Create(3, new SampleOptions { Symbols = ["OAK", "ELM", "ACORN-USD"], Sessions = SessionCount, LastSessionFraction = 1, OwnOrdersPerSession = 0 });

    /// <summary>
    /// Orders of 0.1 % to 10 % of a day's volume at a constant rate: the mean shift of the mid at the end grows with a power well below one, and afterwards falls to a part of its peak that is not nothing.
    /// </summary>
    [Fact]
    public void Impact_OverTwoDecadesOfSize_ConcaveAndDecaying()
    {
        List<(double AdvFraction, double Peak, double Later)> means = [.. advFractions.Select(Measure)];
        double exponent = MarketStatistics.LogSlope(means.Select(m => (m.AdvFraction, m.Peak)));
        double left = means.Skip(1).Average(m => m.Later / m.Peak);
        foreach ((double advFraction, double peak, double later) in means)
            output.WriteLine($"Q/V {advFraction:P2}: peak {peak:F4} σ, half an execution later {later:F4} σ");
        output.WriteLine($"exponent {exponent:F2}, left {left:P0}");

        Assert.All(means, m => Assert.True(m.Peak > 0));
        Assert.InRange(exponent, 0.3, 0.8);
        Assert.InRange(left, 0.15, 0.9);
        Assert.InRange(means[^1].Peak / Math.Sqrt(0.1), 0.1, 1.0);
    }

    [Fact]
    public void Counterfactual_BeforeTheOrder_SamePath()
    {
        SampleInstrument instrument = market.Instruments[1];
        OrderProfile order = Order(instrument, 2, 0.02, 0.4, Side.Sell, 1);
        Counterfactual result = Laboratory.Counterfactual(market, instrument, 2, order);

        for (int i = 1; i < 100; i++)
        {
            Timestamp before = new(instrument.Sessions[2].Open.UnixMicros + (order.ArrivalTime.UnixMicros - instrument.Sessions[2].Open.UnixMicros) * i / 100);
            Assert.Equal(0, result.ImpactBps(before));
        }

        Assert.NotEqual(0, result.ImpactBps(order.EndTime.AddSeconds(1)));
    }

    [Fact]
    public void Future_OfAnyKey_SharesThePastAndNothingLater()
    {
        SampleInstrument instrument = market.Instruments[0];
        TradingSession session = instrument.Sessions[3];
        Timestamp from = session.Open.AddSeconds(0.4 * session.LengthSeconds);
        SampleSession real = market.Session(instrument, 3);
        SampleSession first = Laboratory.Future(market, instrument, 3, from, session.Close, key: 1);
        SampleSession again = Laboratory.Future(market, instrument, 3, from, session.Close, key: 1);
        SampleSession second = Laboratory.Future(market, instrument, 3, from, session.Close, key: 2);

        MarketEvent[] past = Before(real);
        Assert.True(past.Length > 100);
        Assert.Equal(Touch(first), Touch(again));
        Assert.Equal(past, Before(first));
        Assert.Equal(past, Before(second));
        Assert.NotEqual(Touch(real), Touch(first));
        Assert.NotEqual(Touch(real), Touch(second));
        Assert.NotEqual(Touch(first), Touch(second));

        MarketEvent[] Before(SampleSession session) => [.. Touch(session).Where(e => e.EventTime < from)];

        static MarketEvent[] Touch(SampleSession session) => [.. session.Events.Where(e => e.Kind != MarketEventKind.Depth)];
    }

    /// <summary>If the market's own session is one draw among its futures, its rank among them is uniform, for the move and for its size.</summary>
    [Fact]
    public void Future_BesideTheRealSession_DrawsOfOneDistribution()
    {
        const int Futures = 9;
        SampleMarket quiet = SampleMarket.Create(17, new SampleOptions { Symbols = ["OAK", "ELM", "YEW"], Sessions = 20, LastSessionFraction = 1, ActivityScale = 0.3, OwnOrdersPerSession = 0 });
        List<int> moves = [];
        List<int> sizes = [];
        foreach ((SampleInstrument instrument, int index) in quiet.Instruments.SelectMany(i => Enumerable.Range(0, i.Sessions.Count).Select(index => (i, index))))
        {
            Timestamp from = instrument.Sessions[index].Open.AddSeconds(7200);
            Timestamp until = from.AddSeconds(3600);
            double real = Move(quiet.Session(instrument, index), from, until);
            double[] others = [.. Enumerable.Range(0, Futures).Select(key => Move(Laboratory.Future(quiet, instrument, index, from, until.AddSeconds(1), (ulong)key), from, until))];
            moves.Add(others.Count(move => move < real));
            sizes.Add(others.Count(move => Math.Abs(move) < Math.Abs(real)));
        }

        double standardError = Math.Sqrt(((Futures + 1) * (Futures + 1) - 1) / 12.0 / moves.Count);
        output.WriteLine($"mean rank of the move {moves.Average():F2}, of its size {sizes.Average():F2}, expected {Futures / 2.0} ± {standardError:F2}");
        Assert.InRange(moves.Average(), Futures / 2.0 - 3 * standardError, Futures / 2.0 + 3 * standardError);
        Assert.InRange(sizes.Average(), Futures / 2.0 - 3 * standardError, Futures / 2.0 + 3 * standardError);

        static double Move(SampleSession session, Timestamp from, Timestamp until)
        {
            MidPath mid = MidPath.From(session.Events);
            return Math.Log(mid.At(until) / mid.At(from));
        }
    }

    [Fact]
    public void Future_OrderOrTimesThatDoNotFit_Refused()
    {
        SampleInstrument instrument = market.Instruments[0];
        TradingSession session = instrument.Sessions[0];
        Timestamp from = session.Open.AddSeconds(3600);
        OrderProfile early = new(instrument.Instrument.Symbol, Side.Buy, 100, from.AddSeconds(-1), 60, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => Laboratory.Future(market, instrument, 0, session.Open.AddSeconds(-1), session.Close, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Laboratory.Future(market, instrument, 0, from, from, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Laboratory.Future(market, instrument, 0, from, session.Close, 1, early));
    }

    [Fact]
    public void Future_WithAnOrder_WorksIt()
    {
        SampleInstrument instrument = market.Instruments[0];
        OrderProfile order = Order(instrument, 2, 0.01, 0.3, Side.Buy, 1);
        SampleSession future = Laboratory.Future(market, instrument, 2, order.ArrivalTime, order.EndTime.AddSeconds(60), 5, order);

        ParentOrder executed = Assert.Single(future.Orders, o => o.OrderId == Laboratory.OrderId);
        Assert.Equal(order.ArrivalTime, executed.ArrivalTime);
        Assert.True(executed.Quantity > 0);
        Assert.All(future.Fills.Where(f => f.OrderId == Laboratory.OrderId), f => Assert.True(f.EventTime >= order.ArrivalTime));
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.5, 1800.0)]
    [InlineData(1.0, 1800.0)]
    [InlineData(0.0, 1800.0)]
    public void Counterfactual_AnyStyle_FillsTheWholeOrder(double takerFraction, double horizonSeconds)
    {
        SampleInstrument instrument = market.Instruments[1];
        OrderProfile order = Order(instrument, 1, 0.01, 0.3, Side.Buy, takerFraction) with { HorizonSeconds = horizonSeconds };
        Counterfactual result = Laboratory.Counterfactual(market, instrument, 1, order);

        Assert.Equal(order.Quantity, result.Executed!.Quantity, 6);
        Assert.Equal(order.Quantity, result.Fills.Sum(f => f.Size), 6);
        Assert.All(result.Fills, f => Assert.InRange(f.EventTime.UnixMicros, order.ArrivalTime.UnixMicros, order.EndTime.UnixMicros));
        double makerShare = result.Fills.Where(f => f.Liquidity == FillLiquidity.Maker).Sum(f => f.Size) / order.Quantity;
        Assert.True(horizonSeconds == 0 || takerFraction == 1 ? makerShare == 0 : makerShare > 0.05, $"maker share {makerShare:F2}");
    }

    [Fact]
    public void Counterfactual_OrderThatDoesNotFit_Refused()
    {
        SampleInstrument instrument = market.Instruments[0];
        OrderProfile good = Order(instrument, 0, 0.01, 0.5, Side.Buy, 1);
        OrderProfile[] bad =
        [
            good with { Quantity = 0 }, good with { Quantity = double.NaN }, good with { Quantity = 1e300 },
            good with { TakerFraction = 1.1 }, good with { TakerFraction = double.NaN },
            good with { HorizonSeconds = -1 }, good with { HorizonSeconds = double.NaN }, good with { HorizonSeconds = 1e6 },
            good with { ArrivalTime = instrument.Sessions[0].Open.AddSeconds(-1) },
        ];

        Assert.All(bad, order => Assert.Throws<ArgumentOutOfRangeException>(() => Laboratory.Counterfactual(market, instrument, 0, order)));
    }

    /// <summary>Mean impact in daily σ over instruments, sessions and both sides.</summary>
    private static (double AdvFraction, double Peak, double Later) Measure(double advFraction)
    {
        List<(double Peak, double Later)> found = [.. market.Instruments.AsParallel().AsOrdered().WithDegreeOfParallelism(2).SelectMany(i => Measure(i, advFraction))];
        return (advFraction, found.Average(f => f.Peak), found.Average(f => f.Later));
    }

    private static List<(double Peak, double Later)> Measure(SampleInstrument instrument, double advFraction)
    {
        List<(double, double)> found = [];
        double sigmaBps = instrument.Profile.NewsVolatility * 1e4;
        for (int session = 0; session < SessionCount; session++)
        {
            OrderProfile buy = Order(instrument, session, advFraction, 0.05 + 0.03 * (session % 6), Side.Buy, 1);
            OrderProfile sell = Order(instrument, session, advFraction, 0.1 + 0.03 * (session % 5), Side.Sell, 1);
            foreach (Counterfactual result in Laboratory.Counterfactuals(market, instrument, session, [buy, sell]))
            {
                Timestamp end = result.Order.EndTime.AddSeconds(0.001);
                found.Add((result.ImpactBps(end) / sigmaBps, result.ImpactBps(end.AddSeconds(result.Order.HorizonSeconds / 2)) / sigmaBps));
            }
        }

        return found;
    }

    private static OrderProfile Order(SampleInstrument instrument, int session, double advFraction, double startShare, Side side, double takerFraction)
    {
        TradingSession hours = instrument.Sessions[session];
        double lots = Math.Max(1, Math.Round(advFraction * instrument.Profile.SessionVolumeLots));
        double horizonSeconds = advFraction / Participation * hours.LengthSeconds;
        return new OrderProfile(instrument.Instrument.Symbol, side, lots / instrument.Profile.LotsPerUnit, hours.Open.AddSeconds(startShare * hours.LengthSeconds), horizonSeconds, takerFraction);
    }
}
