using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Csv;

/// <summary>Depth in a CSV of its own: four lists of numbers separated by spaces, best level first, as many sizes as prices.</summary>
/// <param name="instrument">Stands in for an instrument column that is absent or empty.</param>
internal sealed class DepthCsvParser(MarketRowGate gate, InstrumentTracks tracks, string fileName, string? instrument) : IRowParser
{
    /// <summary>As many levels as any exchange publishes in one message.</summary>
    private const int LevelsMax = 1_000;

    private readonly CsvFields fields = new();
    private readonly Rfc3339Parser times = new();
    private readonly List<double> numbers = [];
    private readonly byte[]? defaultSymbol = instrument is null ? null : System.Text.Encoding.ASCII.GetBytes(instrument);
    private CsvHeader header = null!;

    public static CsvColumns Columns(bool instrumentIsGiven) => instrumentIsGiven
        ? new(["event_time", "bid_prices", "bid_sizes", "ask_prices", "ask_sizes"], ["instrument", "known_time"])
        : new(["event_time", "instrument", "bid_prices", "bid_sizes", "ask_prices", "ask_sizes"], ["known_time"]);

    public void Start(LineReader lines) => header = CsvHeader.Read(lines, Columns(instrument is not null), fileName);

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != header.Count)
            return RowOutcome.WrongColumnCount;
        CsvRow row = new(fields, line, times);
        if (!row.TryTime(header["event_time"], out Timestamp happened) || !row.TryTime(header["known_time"], happened, out Timestamp known))
            return RowOutcome.Unparsable;
        ReadOnlySpan<byte> text = row.Text(header["instrument"]);
        if (tracks.Find(text.IsEmpty && defaultSymbol is not null ? defaultSymbol : text) is not { } track)
            return InstrumentTracks.Missing(text);
        if (!TryNumbers(row.Text(header["bid_prices"]), out double[] bidPrices) || !TryNumbers(row.Text(header["bid_sizes"]), out double[] bidSizes)
            || !TryNumbers(row.Text(header["ask_prices"]), out double[] askPrices) || !TryNumbers(row.Text(header["ask_sizes"]), out double[] askSizes))
            return RowOutcome.Unparsable;
        if (bidPrices.Length != bidSizes.Length || askPrices.Length != askSizes.Length)
            return RowOutcome.UnequalLevels;
        gate.RowNumber = lineNumber;
        return gate.Depth(track, happened, known, new BookSnapshot(bidPrices, bidSizes, askPrices, askSizes));
    }

    public void Finish()
    {
    }

    private bool TryNumbers(ReadOnlySpan<byte> text, out double[] values)
    {
        numbers.Clear();
        values = [];
        foreach (Range part in text.Split((byte)' '))
        {
            ReadOnlySpan<byte> number = text[part];
            if (number.IsEmpty)
                continue;
            if (numbers.Count == LevelsMax || !NumberParser.TryParse(number, out double value))
                return false;
            numbers.Add(value);
        }

        values = [.. numbers];
        return true;
    }
}
