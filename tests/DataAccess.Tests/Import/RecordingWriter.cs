using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import;

/// <summary>Keeps what a parser would have stored.</summary>
internal sealed class RecordingWriter : IMarketRowWriter
{
    public List<Stored<Trade>> Trades { get; } = [];

    public List<Stored<Quote>> Quotes { get; } = [];

    public List<Stored<BookSnapshot>> Depth { get; } = [];

    public void WriteTrade(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Trade trade) => Trades.Add(new(instrumentId, rowNumber, eventTime, knownTime, trade));

    public void WriteQuote(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Quote quote) => Quotes.Add(new(instrumentId, rowNumber, eventTime, knownTime, quote));

    public void WriteDepth(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, BookSnapshot book) => Depth.Add(new(instrumentId, rowNumber, eventTime, knownTime, book));
}

internal readonly record struct Stored<T>(int InstrumentId, long RowNumber, Timestamp EventTime, Timestamp KnownTime, T Value);
