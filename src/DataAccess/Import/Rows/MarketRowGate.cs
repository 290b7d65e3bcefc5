using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>
/// The edge of the store: every row of market data, of whatever format, is checked here and only here. In this order: time, session, values, order of time;
/// what lies outside the session is counted as that whatever else is wrong with it: before the open, markets are crossed as a matter of course.
/// Trades without an aggressor are signed by the quotes that came through here before them.
/// In a live stream a row that comes behind a later one of its kind is not refused: it is known from now on, whatever it says, because answers were given without it.
/// </summary>
/// <param name="sharesOneClock">
/// True when trades, quotes and depth of an instrument are one ordered stream, so that going back in time is judged across them; else each kind has a clock of its own.
/// </param>
/// <param name="clock">Of a live stream; null for a file.</param>
internal sealed class MarketRowGate(IMarketRowWriter writer, bool sharesOneClock, TimeProvider? clock = null)
{
    /// <summary>Clocks of exchanges and machines differ by less; an event further ahead would hide the market of now behind one that has not happened.</summary>
    public const double FutureSecondsMax = 60;

    /// <summary>The line of the file that the next rows come from.</summary>
    public long RowNumber { get; set; }

    /// <summary>Rows that came late and are known from when they came.</summary>
    public long LateRows { get; private set; }

    public RowOutcome Trade(InstrumentTrack track, Timestamp eventTime, Timestamp knownTime, in Trade trade)
    {
        RowOutcome outcome = Admit(RowRules.CheckTrade(trade.Price, trade.Size), track, MarketEventKind.Trade, eventTime, ref knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        writer.WriteTrade(track.Id, RowNumber, eventTime, knownTime, track.Sign(eventTime, trade));
        track.CountTrade();
        return RowOutcome.Accepted;
    }

    public RowOutcome Quote(InstrumentTrack track, Timestamp eventTime, Timestamp knownTime, in Quote quote)
    {
        RowOutcome outcome = Admit(RowRules.CheckQuote(quote), track, MarketEventKind.Quote, eventTime, ref knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        writer.WriteQuote(track.Id, RowNumber, eventTime, knownTime, quote);
        track.Signer.OnQuote(eventTime, quote);
        track.CountQuote();
        return RowOutcome.Accepted;
    }

    public RowOutcome Depth(InstrumentTrack track, Timestamp eventTime, Timestamp knownTime, BookSnapshot book)
    {
        RowOutcome outcome = Admit(RowRules.CheckBook(book), track, MarketEventKind.Depth, eventTime, ref knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        writer.WriteDepth(track.Id, RowNumber, eventTime, knownTime, book);
        track.CountDepth();
        return RowOutcome.Accepted;
    }

    private RowOutcome Admit(RowOutcome values, InstrumentTrack track, MarketEventKind kind, Timestamp eventTime, ref Timestamp knownTime)
    {
        RowOutcome outcome = RowRules.CheckTime(eventTime);
        if (outcome == RowOutcome.Accepted)
            outcome = RowRules.CheckTime(knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        if (!track.TryFindSession(eventTime, out TradingSession session))
            return RowOutcome.OutsideSession;
        if (values != RowOutcome.Accepted)
            return values;
        if (clock is not null && Timestamp.Max(eventTime, knownTime) > Timestamp.From(clock.GetUtcNow()).AddSeconds(FutureSecondsMax))
            return RowOutcome.InTheFuture;
        if (!track.Advance(sharesOneClock ? 0 : (int)kind, eventTime, knownTime))
            return TakeLate(ref knownTime);
        track.Enter(session);
        return RowOutcome.Accepted;
    }

    private RowOutcome TakeLate(ref Timestamp knownTime)
    {
        if (clock is null)
            return RowOutcome.TimeGoingBack;
        LateRows++;
        knownTime = Timestamp.Max(knownTime, Timestamp.From(clock.GetUtcNow()));
        return RowOutcome.Accepted;
    }
}
