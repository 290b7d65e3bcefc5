using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Rows;

public class MarketRowGateTests
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T15:00:00Z");
    private static readonly Quote quote = new(99.99, 5, 100.01, 5);

    private readonly RecordingWriter writer = new();
    private readonly InstrumentTrack track = new(7, new Instrument("X", TradingCalendar.Parse("09:30-16:00 America/New_York")));

    [Fact]
    public void Trade_WithoutAggressor_SignedByQuoteStrictlyBefore()
    {
        MarketRowGate gate = new(writer, sharesOneClock: true) { RowNumber = 3 };
        gate.Quote(track, t0, t0, quote);
        Trade(gate, 0, 100.01);
        Trade(gate, 1, 100.01);
        Trade(gate, 2, 99.99);
        Trade(gate, 3, 100);
        Trade(gate, 4, 100);
        Assert.Equal([Aggressor.Unknown, Aggressor.Buyer, Aggressor.Seller, Aggressor.Buyer, Aggressor.Buyer], writer.Trades.Select(t => t.Value.Aggressor));
        Assert.Equal((1L, 2L, 2L), (track.SignedBy(SignSource.Unsigned), track.SignedBy(SignSource.Quote), track.SignedBy(SignSource.Tick)));
        Assert.All(writer.Trades, t => Assert.Equal((7, 3L), (t.InstrumentId, t.RowNumber)));
    }

    [Fact]
    public void Trade_FirstOfNewSession_NotSignedByYesterdaysQuote()
    {
        MarketRowGate gate = new(writer, sharesOneClock: true);
        gate.Quote(track, t0, t0, quote);
        Trade(gate, 86_400, 100.01);
        Assert.Equal(Aggressor.Unknown, writer.Trades[0].Value.Aggressor);
    }

    [Theory]
    [InlineData("2024-01-02T14:30:00Z", "accepted")]
    [InlineData("2024-01-02T14:29:59.999999Z", "outside-session")]
    [InlineData("2024-01-02T20:59:59.999999Z", "accepted")]
    [InlineData("2024-01-02T21:00:00Z", "outside-session")]
    [InlineData("2024-07-02T13:30:00Z", "accepted")]
    [InlineData("1969-12-31T23:59:59Z", "time-out-of-range")]
    [InlineData("2200-01-01T00:00:00Z", "time-out-of-range")]
    public void Trade_Time_InsideSessionOnly(string time, string expected)
    {
        Timestamp at = StoreFixture.Time(time);
        Assert.Equal(expected, new MarketRowGate(writer, sharesOneClock: true).Trade(track, at, at, new Trade(1, 1, Aggressor.Buyer)).Text());
    }

    [Fact]
    public void Admit_OneClock_QuoteBeforeTradeGoesBack()
    {
        MarketRowGate gate = new(writer, sharesOneClock: true);
        Assert.Equal(RowOutcome.Accepted, Trade(gate, 2, 100));
        Assert.Equal(RowOutcome.TimeGoingBack, gate.Quote(track, t0.AddSeconds(1), t0.AddSeconds(1), quote));
        Assert.Equal(RowOutcome.Accepted, gate.Quote(track, t0.AddSeconds(2), t0.AddSeconds(2), quote));
    }

    [Fact]
    public void Admit_ClockPerKind_OnlyTheSameKindGoesBack()
    {
        MarketRowGate gate = new(writer, sharesOneClock: false);
        Assert.Equal(RowOutcome.Accepted, Trade(gate, 2, 100));
        Assert.Equal(RowOutcome.Accepted, gate.Quote(track, t0.AddSeconds(1), t0.AddSeconds(1), quote));
        Assert.Equal(RowOutcome.TimeGoingBack, Trade(gate, 1, 100));
    }

    [Fact]
    public void Admit_RowKnownLate_ForwardInEitherClockIsForward()
    {
        MarketRowGate gate = new(writer, sharesOneClock: true);
        Trade trade = new(100, 1, Aggressor.Buyer);
        Assert.Equal(RowOutcome.Accepted, gate.Trade(track, t0.AddSeconds(10), t0.AddSeconds(10), trade));
        Assert.Equal(RowOutcome.Accepted, gate.Trade(track, t0.AddSeconds(5), t0.AddSeconds(20), trade));
        Assert.Equal(RowOutcome.Accepted, gate.Trade(track, t0.AddSeconds(11), t0.AddSeconds(11), trade));
        Assert.Equal(RowOutcome.TimeGoingBack, gate.Trade(track, t0.AddSeconds(10), t0.AddSeconds(20), trade));
    }

    private RowOutcome Trade(MarketRowGate gate, double seconds, double price) =>
        gate.Trade(track, t0.AddSeconds(seconds), t0.AddSeconds(seconds), new Trade(price, 1, Aggressor.Unknown));
}
