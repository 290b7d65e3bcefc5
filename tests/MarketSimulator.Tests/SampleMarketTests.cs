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

    [Fact]
    public void Create_UnknownSymbol_SaysWhichThereAre()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SampleMarket.Create(1, new SampleOptions { Symbols = ["IBM"] }));
        Assert.Contains("OAK", error.Message, StringComparison.Ordinal);
    }
}
