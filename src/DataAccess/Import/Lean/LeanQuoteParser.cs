using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>
/// LEAN quote ticks: ms since midnight, bid × 10,000, bid size, ask × 10,000, ask size, exchange, condition, suspicious. The rows are the consolidated best bid and offer, one side
/// per row: a side of price zero is unchanged and is carried forward from the rows before, from nothing at the start of a file. One update of the consolidated quote is written as a bid row directly
/// followed by an ask row of the same time (every row of the files seen is half of such a pair), so a bid row waits for the row after it: publishing the half-way state would
/// show a new bid against an old ask, locked or crossed, that never was.
/// </summary>
internal sealed class LeanQuoteParser(MarketRowGate gate, RowLedger ledger, InstrumentTrack track, long midnightMicros) : IRowParser
{
    private const int Columns = 8;

    private readonly CsvFields fields = new();
    private readonly byte[] waitingLine = new byte[256];
    private int waitingLength;
    private long waitingLineNumber;
    private bool isWaiting;
    private Timestamp waitingTime;
    private double bid;
    private double bidSize;
    private double ask;
    private double askSize;

    public void Start(LineReader lines)
    {
    }

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        RowOutcome outcome = Read(line, out LeanQuoteRow row);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        bool completesWaiting = isWaiting && row.HasAsk && !row.HasBid && row.Time == waitingTime;
        if (!completesWaiting)
            Flush();
        Carry(row);
        if (row.HasBid && !row.HasAsk)
            return Wait(line, lineNumber, row.Time);
        outcome = Publish(row.Time, lineNumber);
        if (completesWaiting)
            Settle(outcome == RowOutcome.Accepted ? RowOutcome.MergedWithNext : outcome);
        return outcome;
    }

    public void Finish() => Flush();

    private RowOutcome Read(ReadOnlySpan<byte> line, out LeanQuoteRow row)
    {
        row = default;
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != Columns)
            return RowOutcome.WrongColumnCount;
        if (!LeanTick.TryTime(fields.Of(line, 0), midnightMicros, out Timestamp time)
            || !NumberParser.TryParse(fields.Of(line, 1), out double bidPrice)
            || !NumberParser.TryParse(fields.Of(line, 2), out double bidQuantity)
            || !NumberParser.TryParse(fields.Of(line, 3), out double askPrice)
            || !NumberParser.TryParse(fields.Of(line, 4), out double askQuantity)
            || !LeanTick.TryFlag(fields.Of(line, 7), out bool isSuspicious))
            return RowOutcome.Unparsable;
        row = new LeanQuoteRow(time, bidPrice / LeanTick.PriceScale, bidQuantity, askPrice / LeanTick.PriceScale, askQuantity);
        return isSuspicious ? RowOutcome.Suspicious : row.Check();
    }

    private void Carry(in LeanQuoteRow row)
    {
        if (row.HasBid)
            (bid, bidSize) = (row.Bid, row.BidSize);
        if (row.HasAsk)
            (ask, askSize) = (row.Ask, row.AskSize);
    }

    private RowOutcome Wait(ReadOnlySpan<byte> line, long lineNumber, Timestamp time)
    {
        waitingLength = Math.Min(line.Length, waitingLine.Length);
        line[..waitingLength].CopyTo(waitingLine);
        (isWaiting, waitingLineNumber, waitingTime) = (true, lineNumber, time);
        return RowOutcome.MergedWithNext;
    }

    /// <summary>Publishes a bid row that turned out to stand alone.</summary>
    private void Flush()
    {
        if (isWaiting)
            Settle(Publish(waitingTime, waitingLineNumber));
    }

    /// <summary>Corrects what was said of the waiting row: it shares the fate of the update that it belongs to.</summary>
    private void Settle(RowOutcome outcome)
    {
        isWaiting = false;
        if (outcome != RowOutcome.MergedWithNext)
            ledger.Recount(RowOutcome.MergedWithNext, outcome, waitingLineNumber, waitingLine.AsSpan(0, waitingLength));
    }

    private RowOutcome Publish(Timestamp time, long lineNumber)
    {
        if (bid == 0 || ask == 0)
            return RowOutcome.OneSidedBook;
        gate.RowNumber = lineNumber;
        return gate.Quote(track, time, time, new Quote(bid, bidSize, ask, askSize));
    }
}
