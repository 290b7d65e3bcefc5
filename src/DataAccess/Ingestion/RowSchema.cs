using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Tables;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>One kind of row of a stream: its columns are those of the file import, and so are its parser and rules.</summary>
/// <param name="Types">What the member "type" of a JSON row may say for it; empty where a stream has one kind of row only.</param>
internal sealed record RowSchema(CsvColumns Columns, IReadOnlyList<string> Types)
{
    public const string Sequence = "sequence";

    public const string Type = "type";

    private static readonly RowSchema[] marketData = [new(MarketCsvParser.Columns(instrumentIsGiven: false), ["trade", "quote"]), new(DepthCsvParser.Columns(instrumentIsGiven: false), ["depth"])];

    private static readonly RowSchema[] signals = [new(SignalCsvParser.Columns, [])];

    private static readonly RowSchema[] executions = [new(OrderCsvParser.Columns, ["order"]), new(FillCsvParser.Columns, ["fill"])];

    public IReadOnlyList<string> AllColumns { get; } = [.. Columns.Required, .. Columns.Optional];

    public static IReadOnlyList<RowSchema> Of(StreamKind kind) => kind switch
    {
        StreamKind.MarketData => marketData,
        StreamKind.Signals => signals,
        _ => executions,
    };

    /// <summary>Levels of depth: several numbers in one column.</summary>
    public static bool IsList(string column) => column.EndsWith("_prices", StringComparison.Ordinal) || column.EndsWith("_sizes", StringComparison.Ordinal);

    /// <summary>How a column is called as a member of a JSON row: event_time is eventTime.</summary>
    public static string MemberName(string column) =>
        string.Concat(column.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
