using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lobster;

/// <summary>
/// LOBSTER pairs, read in step: row k of the orderbook file is the book after message k. Message: seconds after midnight (New York), type, order id, size, price × 10,000, direction of the
/// resting order. Executions, visible (4) and hidden (5), become trades whose aggressor is the other side; a change of the best level becomes a quote; depth comes at a bounded pace. Auction prints (6) and
/// halts (7) are counted and not stored: they are no trades of the continuous market.
/// </summary>
internal sealed class LobsterParser(MarketRowGate gate, InstrumentTrack track, LobsterFile file, SourceContent bookContent, DepthPace pace, int depthLevelsMax) : IRowParser, IDisposable
{
    private const int Columns = 6;
    private const int VisibleExecution = 4;
    private const int HiddenExecution = 5;
    private const int Cross = 6;
    private const int Halt = 7;

    private readonly long midnightMicros = ExchangeClock.NewYorkMidnightMicros(file.Date);
    private readonly CsvFields fields = new();
    private readonly LobsterBook book = new(file.Levels);
    private LineReader? bookLines;
    private Quote lastQuote;

    public void Start(LineReader lines) => bookLines = new LineReader(bookContent.Open());

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!bookLines!.TryRead(out ReadOnlySpan<byte> bookLine))
            throw new ImportException(ImportFailure.TwinDiffers, $"{bookContent.DisplayName}: ends before line {lineNumber} of its message file; nothing of the pair was imported");
        RowOutcome outcome = book.Read(bookLine);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        outcome = Read(line, out LobsterMessage message);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        gate.RowNumber = lineNumber;
        return message.Type switch
        {
            Cross => RowOutcome.Auction,
            Halt => RowOutcome.Halt,
            VisibleExecution or HiddenExecution => TakeTrade(message),
            _ => TakeBook(message.Time),
        };
    }

    public void Finish()
    {
        if (bookLines!.TryRead(out _))
            throw new ImportException(ImportFailure.TwinDiffers, $"{bookContent.DisplayName}: has more rows than its message file; nothing of the pair was imported");
    }

    public void Dispose() => bookLines?.Dispose();

    private RowOutcome Read(ReadOnlySpan<byte> line, out LobsterMessage message)
    {
        message = default;
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != Columns)
            return RowOutcome.WrongColumnCount;
        if (!ExchangeClock.TryParseSecondsOfDay(fields.Of(line, 0), out long micros)
            || !NumberParser.TryParseWhole(fields.Of(line, 1), out long type)
            || !NumberParser.TryParse(fields.Of(line, 3), out double size)
            || !NumberParser.TryParse(fields.Of(line, 4), out double scaledPrice))
            return RowOutcome.Unparsable;
        if (type is < 1 or > Halt)
            return RowOutcome.UnknownType;
        Aggressor aggressor = fields.Of(line, 5) switch
        {
            [(byte)'1'] => Aggressor.Seller,
            [(byte)'-', (byte)'1'] => Aggressor.Buyer,
            _ => Aggressor.Unknown,
        };
        if (aggressor == Aggressor.Unknown && type < Cross)
            return RowOutcome.InvalidSide;
        message = new LobsterMessage(new Timestamp(midnightMicros + micros), (int)type, new Trade(scaledPrice / LobsterBook.PriceScale, size, aggressor));
        return RowOutcome.Accepted;
    }

    private RowOutcome TakeTrade(in LobsterMessage message)
    {
        RowOutcome outcome = gate.Trade(track, message.Time, message.Time, message.Trade);
        return outcome == RowOutcome.Accepted ? TakeBook(message.Time) : outcome;
    }

    private RowOutcome TakeBook(Timestamp time)
    {
        if (!book.IsTwoSided)
            return RowOutcome.OneSidedBook;
        Quote best = book.Best;
        if (best != lastQuote)
        {
            RowOutcome outcome = gate.Quote(track, time, time, best);
            if (outcome != RowOutcome.Accepted)
                return outcome;
            lastQuote = best;
        }

        if (!pace.IsDue(time))
            return RowOutcome.Accepted;
        pace.Mark(time);
        return gate.Depth(track, time, time, book.ToSnapshot(depthLevelsMax));
    }

    private readonly record struct LobsterMessage(Timestamp Time, int Type, Trade Trade);
}
