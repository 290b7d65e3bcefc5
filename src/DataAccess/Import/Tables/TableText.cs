namespace ImpactService.DataAccess.Import.Tables;

/// <summary>Free text of users: names of orders, strategies and signals.</summary>
internal static class TableText
{
    private const int LengthMax = 128;

    /// <summary>One to 128 printable characters, no control characters.</summary>
    public static bool IsName(string text) => text.Length is >= 1 and <= LengthMax && !text.Any(c => char.IsControl(c) || c == '\uFFFD');

    /// <summary>The two parts of a signal's key stand around a slash.</summary>
    public static bool IsKeyPart(string text) => IsName(text) && !text.Contains('/', StringComparison.Ordinal);
}
