using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator;

public sealed class SampleMarketTests
{
    private static readonly SampleOptions small = new() { Symbols = ["ELM", "ACORN-USD"], Sessions = 3 };

    [Fact]
    public void Session_SameSeed_SameEvents()
    {
        SampleMarket first = SampleMarket.Create(5, small);
        SampleMarket second = SampleMarket.Create(5, small);

        for (int i = 0; i < first.Instruments.Count; i++)
        {
            SampleSession late = second.Session(second.Instruments[i], 2);
            List<SampleSession> all = [.. first.Sessions(first.Instruments[i])];
            Assert.Equal(all[2].Events.Where(e => e.Kind != MarketEventKind.Depth), late.Events.Where(e => e.Kind != MarketEventKind.Depth));
            Assert.Equal(all[2].Orders, late.Orders);
            Assert.Equal(all[2].Fills, late.Fills);
        }
    }

    [Fact]
    public void Session_OtherSeed_OtherEvents()
    {
        SampleSession a = SampleMarket.Create(5, small) is var m ? m.Session(m.Instruments[0], 0) : null!;
        SampleSession b = SampleMarket.Create(6, small) is var n ? n.Session(n.Instruments[0], 0) : null!;

        Assert.NotEqual(a.Events, b.Events);
    }

    [Fact]
    public void Session_Last_IsCutHalfWay()
    {
        SampleMarket market = SampleMarket.Create(5, small);
        foreach (SampleInstrument instrument in market.Instruments)
        {
            SampleSession last = market.Session(instrument, 2);
            Assert.False(last.IsComplete);
            Assert.True(market.Session(instrument, 1).IsComplete);
            double share = last.Events[^1].EventTime.SecondsSince(last.Session.Open) / last.Session.LengthSeconds;
            Assert.InRange(share, 0.49, 0.5);
        }
    }

    /// <summary>The tape of a session by its own rules: in order, inside the hours, never crossed, prints at a price that was quoted, quotes only when the touch has changed.</summary>
    [Theory]
    [InlineData("OAK")]
    [InlineData("YEW")]
    [InlineData("ACORN-USD")]
    public void Events_OfASession_ConsistentWithEachOther(string symbol)
    {
        SampleMarket market = SampleMarket.Create(8, new SampleOptions { Symbols = [symbol], Sessions = 1, LastSessionFraction = 1 });
        SampleSession session = market.Session(market.Instruments[0], 0);
        Quote quote = default;
        Timestamp last = session.Session.Open;
        foreach (MarketEvent e in session.Events)
        {
            Assert.True(session.Session.Contains(e.EventTime) && e.EventTime >= last && e.KnownTime == e.EventTime);
            last = e.EventTime;
            if (e.Kind == MarketEventKind.Quote)
            {
                Assert.True(e.Quote.Bid > 0 && e.Quote.Ask > e.Quote.Bid && e.Quote.BidSize > 0 && e.Quote.AskSize > 0);
                Assert.NotEqual(quote, e.Quote);
                quote = e.Quote;
            }
            else if (e.Kind == MarketEventKind.Trade)
                Assert.True(e.Trade.Aggressor == Aggressor.Buyer ? e.Trade.Price >= quote.Ask : e.Trade.Price <= quote.Bid);
            else
                AssertDepth(e.Depth!, quote);
        }
    }

    [Theory]
    [InlineData(0.05, 1, 0.02)]
    [InlineData(5, 2, 1)]
    public void Create_UnusualOptions_StillAMarket(double activityScale, int sessions, double lastSessionFraction)
    {
        SampleMarket market = SampleMarket.Create(8, new SampleOptions { ActivityScale = activityScale, Sessions = sessions, LastSessionFraction = lastSessionFraction });
        foreach (SampleInstrument instrument in market.Instruments)
        {
            Assert.All(market.Sessions(instrument), s => Assert.NotEmpty(s.Events));
            Assert.Equal(sessions, instrument.Sessions.Count);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1001, 1)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    public void Create_OptionOutOfRange_Refused(int sessions, double activityScale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleMarket.Create(1, new SampleOptions { Sessions = sessions, ActivityScale = activityScale }));

    [Fact]
    public void Sessions_Dates_WeekdaysOnAnExchangeAndEveryDayRoundTheClock()
    {
        SampleMarket market = SampleMarket.Create(1, new SampleOptions { Symbols = ["ELM", "ACORN-USD"] });
        SampleInstrument exchange = market.Instruments[0];
        SampleInstrument clock = market.Instruments[1];

        Assert.Equal(30, exchange.Sessions.Count);
        Assert.Equal(market.Options.LastDate, exchange.Sessions[^1].Date);
        Assert.DoesNotContain(exchange.Sessions, s => s.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.Equal(market.Options.LastDate, clock.Sessions[^1].Date);
        Assert.Equal(market.Options.LastDate.AddDays(-29), clock.Sessions[0].Date);
    }

    private static void AssertDepth(BookSnapshot depth, Quote quote)
    {
        Assert.Equal((quote.Bid, quote.BidSize, quote.Ask, quote.AskSize), (depth.BidPrices[0], depth.BidSizes[0], depth.AskPrices[0], depth.AskSizes[0]));
        Assert.InRange(depth.BidPrices.Length, 1, 10);
        Assert.InRange(depth.AskPrices.Length, 1, 10);
        Assert.Equal(depth.BidPrices.OrderDescending(), depth.BidPrices);
        Assert.Equal(depth.AskPrices.Order(), depth.AskPrices);
        Assert.All(depth.BidSizes.Concat(depth.AskSizes), size => Assert.True(size > 0));
    }

    [Fact]
    public void Create_UnknownSymbol_SaysWhichThereAre()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SampleMarket.Create(1, new SampleOptions { Symbols = ["IBM"] }));
        Assert.Contains("OAK", error.Message, StringComparison.Ordinal);
    }
}
