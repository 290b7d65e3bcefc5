using System.Buffers;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Symbols are 1 to 32 characters of letters, digits, '.', '-', '_' and '/'.</summary>
internal static class Symbols
{
    public const int MaxLength = 32;

    private static readonly SearchValues<char> allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/");

    public static bool IsValid(string symbol) => symbol.Length is > 0 and <= MaxLength && !symbol.AsSpan().ContainsAnyExcept(allowed);

    /// <summary>The symbol of a path segment: routing leaves %2F as it is, so that a slash does not split the path.</summary>
    public static string FromPath(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
