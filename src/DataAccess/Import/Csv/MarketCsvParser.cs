using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Csv;

/// <summary>
/// Our own format: one merged, ordered file of trades and quotes, of one instrument or many. A row of type trade reads price, size and side, one of type quote bid and ask with their
/// sizes (empty: not published); the other fields of a row are not looked at. Equal times keep the order of the file.
/// </summary>
/// <param name="instrument">Stands in for an instrument column that is absent or empty.</param>
internal sealed class MarketCsvParser(MarketRowGate gate, InstrumentTracks tracks, string fileName, string? instrument) : IRowParser
{
    private readonly CsvFields fields = new();
    private readonly Rfc3339Parser times = new();
    private readonly Rfc3339Parser knownTimes = new();
    private readonly byte[]? defaultSymbol = instrument is null ? null : Encoding.ASCII.GetBytes(instrument);
    private CsvHeader header = null!;
    private int eventTime, symbol, type, price, size, side, bid, bidSize, ask, askSize, knownTime;

    public static CsvColumns Columns(bool instrumentIsGiven) => instrumentIsGiven
        ? new(["event_time", "type", "price", "size", "side", "bid", "bid_size", "ask", "ask_size"], ["instrument", "known_time"])
        : new(["event_time", "instrument", "type", "price", "size", "side", "bid", "bid_size", "ask", "ask_size"], ["known_time"]);

    public void Start(LineReader lines)
    {
        header = CsvHeader.Read(lines, Columns(instrument is not null), fileName);
        (eventTime, symbol, type, knownTime) = (header["event_time"], header["instrument"], header["type"], header["known_time"]);
        (price, size, side) = (header["price"], header["size"], header["side"]);
        (bid, bidSize, ask, askSize) = (header["bid"], header["bid_size"], header["ask"], header["ask_size"]);
    }

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != header.Count)
            return RowOutcome.WrongColumnCount;
        CsvRow row = new(fields, line, times);
        if (!row.TryTime(eventTime, out Timestamp happened))
            return RowOutcome.Unparsable;
        Timestamp known = happened;
        ReadOnlySpan<byte> knownText = row.Text(knownTime);
        if (!knownText.IsEmpty && !knownTimes.TryParse(knownText, out known))
            return RowOutcome.Unparsable;
        ReadOnlySpan<byte> text = row.Text(symbol);
        if (tracks.Find(text.IsEmpty && defaultSymbol is not null ? defaultSymbol : text) is not { } track)
            return InstrumentTracks.Missing(text);
        gate.RowNumber = lineNumber;
        ReadOnlySpan<byte> kind = row.Text(type);
        if (Ascii.EqualsIgnoreCase(kind, "quote"u8))
            return TakeQuote(row, track, happened, known);
        return Ascii.EqualsIgnoreCase(kind, "trade"u8) ? TakeTrade(row, track, happened, known) : RowOutcome.UnknownType;
    }

    public void Finish()
    {
    }

    private RowOutcome TakeTrade(in CsvRow row, InstrumentTrack track, Timestamp happened, Timestamp known)
    {
        if (!row.TryNumber(price, out double tradePrice) || !row.TryNumber(size, out double tradeSize))
            return RowOutcome.Unparsable;
        return CsvSide.TryParseAggressor(row.Text(side), out Aggressor aggressor)
            ? gate.Trade(track, happened, known, new Trade(tradePrice, tradeSize, aggressor))
            : RowOutcome.InvalidSide;
    }

    private RowOutcome TakeQuote(in CsvRow row, InstrumentTrack track, Timestamp happened, Timestamp known)
    {
        if (!row.TryNumber(bid, out double bidPrice) || !row.TryNumber(ask, out double askPrice)
            || !row.TryNumber(bidSize, absent: 0, out double bidQuantity) || !row.TryNumber(askSize, absent: 0, out double askQuantity))
            return RowOutcome.Unparsable;
        return gate.Quote(track, happened, known, new Quote(bidPrice, bidQuantity, askPrice, askQuantity));
    }
}
