using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator;

public sealed class NaiveMarketTests
{
    private static readonly NaiveOptions options = new() { Sessions = 5, TradesPerSession = 4000 };

    [Fact]
    public void Signs_OfTrades_IndependentOfEachOtherAndOfThePrice()
    {
        double neighbours = 0;
        double followed = 0;
        double moves = 0;
        long count = 0;
        foreach (NaiveSession session in NaiveMarket.Create(4, options))
        {
            double[] mids = [.. session.Events.Where(e => e.Kind == MarketEventKind.Quote).Select(e => e.Quote.Mid)];
            int[] signs = [.. session.Events.Where(e => e.Kind == MarketEventKind.Trade).Select(e => (int)e.Trade.Aggressor)];
            for (int i = 0; i + 1 < signs.Length; i++, count++)
            {
                neighbours += signs[i] * signs[i + 1];
                followed += signs[i] * (mids[i + 1] - mids[i]);
                moves += (mids[i + 1] - mids[i]) * (mids[i + 1] - mids[i]);
            }
        }

        double bound = 3.5 / Math.Sqrt(count);
        Assert.InRange(neighbours / count, -bound, bound);
        Assert.InRange(followed / count / Math.Sqrt(moves / count), -bound, bound);
    }

    [Fact]
    public void Create_SameSeed_SameEvents()
    {
        IEnumerable<MarketEvent> first = NaiveMarket.Create(4, options).SelectMany(s => s.Events);
        Assert.Equal(first, NaiveMarket.Create(4, options).SelectMany(s => s.Events));
    }

    [Fact]
    public void Events_OfASession_InsideItInOrderAndUncrossed()
    {
        foreach (NaiveSession session in NaiveMarket.Create(4, options))
        {
            Assert.Equal(2 * options.TradesPerSession, session.Events.Count);
            Assert.All(session.Events, e => Assert.True(session.Session.Contains(e.EventTime)));
            Assert.Equal(session.Events.OrderBy(e => e.EventTime).Select(e => e.EventTime), session.Events.Select(e => e.EventTime));
            Assert.All(session.Events.Where(e => e.Kind == MarketEventKind.Quote), e => Assert.True(e.Quote.Ask > e.Quote.Bid && e.Quote.Bid > 0));
        }
    }

    [Fact]
    public void Create_BadOption_Refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NaiveMarket.Create(1, options with { DailyVolatility = double.NaN }));
}
