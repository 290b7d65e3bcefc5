using System.Globalization;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Cells of the CSV files that this program writes: numbers that read back as the same double, nothing where a number is missing.</summary>
internal static class CsvText
{
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    /// <summary>Quoted where the text would end the cell.</summary>
    public static string Text(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
