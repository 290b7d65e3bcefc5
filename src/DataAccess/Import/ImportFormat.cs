namespace ImpactService.DataAccess.Import;

public enum ImportFormat
{
    Lean,
    LeanDaily,
    Lobster,
    Binance,
    Csv,
    CsvDepth,
    CsvOrders,
    CsvFills,
    CsvSignals,
}

/// <summary>Formats by the names that users type.</summary>
public static class ImportFormats
{
    private static readonly Dictionary<string, ImportFormat> byName = Enum.GetValues<ImportFormat>().ToDictionary(Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => byName.Keys;

    public static bool TryParse(string name, out ImportFormat format) => byName.TryGetValue(name, out format);

    public static string Name(this ImportFormat format) => format switch
    {
        ImportFormat.Lean => "lean",
        ImportFormat.LeanDaily => "lean-daily",
        ImportFormat.Lobster => "lobster",
        ImportFormat.Binance => "binance",
        ImportFormat.Csv => "csv",
        ImportFormat.CsvDepth => "csv-depth",
        ImportFormat.CsvOrders => "csv-orders",
        ImportFormat.CsvFills => "csv-fills",
        _ => "csv-signals",
    };
}
