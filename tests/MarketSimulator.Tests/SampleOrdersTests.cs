using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator;

public sealed class SampleOrdersTests
{
    private static readonly SampleMarket market = SampleMarket.Create(9, new SampleOptions { Symbols = ["ELM", "YEW"], Sessions = 8 });
    private static readonly SampleSession[] sessions = [.. market.Instruments.SelectMany(market.Sessions)];

    [Fact]
    public void Orders_OfTheMarket_AddUpToTheirFills()
    {
        ParentOrder[] orders = [.. sessions.SelectMany(s => s.Orders)];
        ILookup<string, Fill> fills = sessions.SelectMany(s => s.Fills).ToLookup(f => f.OrderId);

        Assert.Equal(2 * 8 * market.Options.OwnOrdersPerSession, orders.Length);
        Assert.Equal(orders.Length, orders.Select(o => o.OrderId).Distinct().Count());
        foreach (ParentOrder order in orders)
        {
            Assert.Equal(order.Quantity, fills[order.OrderId].Sum(f => f.Size), 6);
            Assert.Equal(order.AveragePrice, fills[order.OrderId].Sum(f => f.Size * f.Price) / order.Quantity, 9);
            Assert.All(fills[order.OrderId], f => Assert.InRange(f.EventTime.UnixMicros, order.ArrivalTime.UnixMicros, order.EndTime.UnixMicros));
        }
    }

    /// <summary>Own fills are prints of the tape: same time, same price, no larger, and with the aggressor that the fill's liquidity says.</summary>
    [Fact]
    public void Fills_OfTheMarket_StandOnTheTape()
    {
        foreach (SampleSession session in sessions)
        {
            Dictionary<string, Side> sides = session.Orders.ToDictionary(o => o.OrderId, o => o.Side);
            ILookup<Timestamp, Trade> trades = session.Events.Where(e => e.Kind == MarketEventKind.Trade).ToLookup(e => e.EventTime, e => e.Trade);
            foreach (Fill fill in session.Fills)
            {
                Side aggressor = fill.Liquidity == FillLiquidity.Taker ? sides[fill.OrderId] : sides[fill.OrderId].Opposite();
                Assert.Contains(trades[fill.EventTime], t => t.Price == fill.Price && t.Size >= fill.Size - 1e-9 && (sbyte)t.Aggressor == (sbyte)aggressor);
            }
        }
    }

    [Fact]
    public void ArrivalPrice_OfEachOrder_IsTheMidInForce()
    {
        foreach (SampleSession session in sessions)
        {
            foreach (ParentOrder order in session.Orders)
            {
                Timestamp before = new(order.ArrivalTime.UnixMicros - 1);
                Assert.Equal(MidPath.From(session.Events).At(before), order.ArrivalPrice!.Value, 9);
            }
        }
    }

    [Fact]
    public void Orders_AtDefaultSize_AFewHundredOfEveryStyleOverTwoDecadesOfSize()
    {
        ParentOrder[] orders = [.. sessions.SelectMany(s => s.Orders)];

        Assert.Equal(360, 6 * 30 * new SampleOptions().OwnOrdersPerSession);
        Assert.Equal(["aggressive", "balanced", "passive"], orders.Select(o => o.Strategy).Distinct().Order());
        Assert.True(orders.Where(o => o.Symbol == "ELM").Max(o => o.Quantity) > 20 * orders.Where(o => o.Symbol == "ELM").Min(o => o.Quantity));
    }

    [Fact]
    public void Fills_ByStyle_PassiveOrdersMake()
    {
        double MakerShare(string strategy)
        {
            HashSet<string> ids = [.. sessions.SelectMany(s => s.Orders).Where(o => o.Strategy == strategy).Select(o => o.OrderId)];
            Fill[] fills = [.. sessions.SelectMany(s => s.Fills).Where(f => ids.Contains(f.OrderId))];
            return fills.Where(f => f.Liquidity == FillLiquidity.Maker).Sum(f => f.Size * f.Price) / fills.Sum(f => f.Size * f.Price);
        }

        Assert.Equal(0, MakerShare("aggressive"));
        Assert.True(MakerShare("balanced") > 0.15);
        Assert.True(MakerShare("passive") > MakerShare("balanced"));
    }
}
