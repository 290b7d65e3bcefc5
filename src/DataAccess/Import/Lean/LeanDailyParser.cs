using System.Globalization;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Import.Tables;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>LEAN daily bars: "yyyyMMdd HH:mm", open, high, low, close (× 10,000), volume; one row per session, dates rising.</summary>
internal sealed class LeanDailyParser : ITableParser
{
    private const int Columns = 6;
    private const int DateLength = 8;

    private readonly CsvFields fields = new();
    private readonly List<SourceRow<DailyBar>> bars = [];

    public IReadOnlyList<SourceRow<DailyBar>> Bars => bars;

    public int RowCount => bars.Count;

    public IEnumerable<string> Notes => [];

    public void Start(LineReader lines)
    {
    }

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != Columns)
            return RowOutcome.WrongColumnCount;
        if (!TryDate(fields.Of(line, 0), out DateOnly date)
            || !TryPrice(line, 1, out double open) || !TryPrice(line, 2, out double high) || !TryPrice(line, 3, out double low) || !TryPrice(line, 4, out double close)
            || !NumberParser.TryParse(fields.Of(line, 5), out double volume))
            return RowOutcome.Unparsable;
        RowOutcome outcome = Check(open, high, low, close, volume);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        if (bars.Count > 0 && date <= bars[^1].Value.Date)
            return RowOutcome.TimeGoingBack;
        bars.Add(new SourceRow<DailyBar>(lineNumber, new DailyBar(date, open, high, low, close, volume)));
        return RowOutcome.Accepted;
    }

    public void Finish()
    {
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        Span<char> characters = stackalloc char[DateLength];
        return text.Length >= DateLength
            && System.Text.Encoding.ASCII.TryGetChars(text[..DateLength], characters, out _)
            && DateOnly.TryParseExact(characters, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && (text.Length == DateLength || text[DateLength] == ' ');
    }

    private static RowOutcome Check(double open, double high, double low, double close, double volume)
    {
        foreach (double price in (ReadOnlySpan<double>)[open, high, low, close])
        {
            RowOutcome outcome = RowRules.CheckPrice(price);
            if (outcome != RowOutcome.Accepted)
                return outcome;
        }

        bool isOrdered = low <= Math.Min(open, close) && high >= Math.Max(open, close);
        return isOrdered ? RowRules.CheckQuoteSize(volume) : RowOutcome.InvalidBar;
    }

    private bool TryPrice(ReadOnlySpan<byte> line, int column, out double price)
    {
        bool isParsed = NumberParser.TryParse(fields.Of(line, column), out double scaled);
        price = scaled / LeanTick.PriceScale;
        return isParsed;
    }
}
