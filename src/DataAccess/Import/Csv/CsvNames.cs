namespace ImpactService.DataAccess.Import.Csv;

/// <summary>File names of CSV formats, as a directory is searched for them.</summary>
internal static class CsvNames
{
    public const string Rule = "*.csv, *.csv.gz, *.csv.zip";

    private static readonly string[] endings = [".csv", ".csv.gz", ".csv.zip"];

    public static bool IsName(string fileName) => endings.Any(e => fileName.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
