using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>
/// The edge of the store: every row of market data, of whatever format, is checked here and only here. In this order: time, session, values, order of time;
/// what lies outside the session is counted as that whatever else is wrong with it: before the open, markets are crossed as a matter of course.
/// Trades without an aggressor are signed by the quotes that came through here before them.
/// </summary>
/// <param name="sharesOneClock">
/// True when trades, quotes and depth of an instrument are one ordered stream, so that going back in time is judged across them; else each kind has a clock of its own.
/// </param>
internal sealed class MarketRowGate(IMarketRowWriter writer, bool sharesOneClock)
{
    /// <summary>The line of the file that the next rows come from.</summary>
    public long RowNumber { get; set; }

    public RowOutcome Trade(InstrumentTrack track, Timestamp eventTime, Timestamp knownTime, in Trade trade)
    {
        RowOutcome outcome = Admit(RowRules.CheckTrade(trade.Price, trade.Size), track, MarketEventKind.Trade, eventTime, knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        writer.WriteTrade(track.Id, RowNumber, eventTime, knownTime, track.Sign(eventTime, trade));
        track.CountTrade();
        return RowOutcome.Accepted;
    }

    public RowOutcome Quote(InstrumentTrack track, Timestamp eventTime, Timestamp knownTime, in Quote quote)
    {
        RowOutcome outcome = Admit(RowRules.CheckQuote(quote), track, MarketEventKind.Quote, eventTime, knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        writer.WriteQuote(track.Id, RowNumber, eventTime, knownTime, quote);
        track.Signer.OnQuote(eventTime, quote);
        track.CountQuote();
        return RowOutcome.Accepted;
    }

    public RowOutcome Depth(InstrumentTrack track, Timestamp eventTime, Timestamp knownTime, BookSnapshot book)
    {
        RowOutcome outcome = Admit(RowRules.CheckBook(book), track, MarketEventKind.Depth, eventTime, knownTime);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        writer.WriteDepth(track.Id, RowNumber, eventTime, knownTime, book);
        track.CountDepth();
        return RowOutcome.Accepted;
    }

    private RowOutcome Admit(RowOutcome values, InstrumentTrack track, MarketEventKind kind, Timestamp eventTime, Timestamp knownTime)
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
        if (!track.Advance(sharesOneClock ? 0 : (int)kind, eventTime, knownTime))
            return RowOutcome.TimeGoingBack;
        track.Enter(session);
        return RowOutcome.Accepted;
    }
}
