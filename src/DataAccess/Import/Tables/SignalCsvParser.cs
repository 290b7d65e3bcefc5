using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Tables;

/// <summary>External signals. An empty instrument means all of them; an empty known time means that the value was known when it happened. Any finite value is a value, rows may come in any order.</summary>
internal sealed class SignalCsvParser(string fileName, Func<string, bool> isInstrument) : ITableParser
{
    public static readonly CsvColumns Columns = new(["source", "name", "instrument", "event_time", "known_time", "value"], []);

    private readonly CsvFields fields = new();
    private readonly Rfc3339Parser times = new();
    private readonly List<SourceRow<SignalRow>> signals = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private CsvHeader header = null!;

    public IReadOnlyList<SourceRow<SignalRow>> Signals => signals;

    public int RowCount => signals.Count;

    public IEnumerable<string> Notes => [];

    public void Start(LineReader lines) => header = CsvHeader.Read(lines, Columns, fileName);

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != header.Count)
            return RowOutcome.WrongColumnCount;
        CsvRow row = new(fields, line, times);
        if (!row.TryTime(header["event_time"], out Timestamp happened) || !row.TryTime(header["known_time"], happened, out Timestamp known)
            || !row.TryNumber(header["value"], out double value))
            return RowOutcome.Unparsable;
        string source = Intern(row.String(header["source"])), name = Intern(row.String(header["name"])), symbol = Intern(row.String(header["instrument"]));
        RowOutcome outcome = Check(source, name, symbol, happened, known, value);
        if (outcome == RowOutcome.Accepted)
            signals.Add(new SourceRow<SignalRow>(lineNumber, new SignalRow(symbol.Length == 0 ? null : symbol, happened, known, new SignalValue(source, name, value))));
        return outcome;
    }

    public void Finish()
    {
    }

    private RowOutcome Check(string source, string name, string symbol, Timestamp happened, Timestamp known, double value)
    {
        if (!TableText.IsKeyPart(source) || !TableText.IsKeyPart(name))
            return RowOutcome.InvalidText;
        if (symbol.Length > 0 && !isInstrument(symbol))
            return RowOutcome.UnknownInstrument;
        RowOutcome outcome = RowRules.CheckTime(happened);
        if (outcome == RowOutcome.Accepted)
            outcome = RowRules.CheckTime(known);
        return outcome == RowOutcome.Accepted && !(Math.Abs(value) <= RowRules.SizeMax) ? RowOutcome.OutOfRange : outcome;
    }

    /// <summary>A million rows of one series share its three names.</summary>
    private string Intern(string text)
    {
        if (texts.TryGetValue(text, out string? known))
            return known;
        texts.Add(text, text);
        return text;
    }
}
