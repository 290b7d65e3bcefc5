using System.Globalization;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Decimal strings: digits with an optional sign and fraction, no exponent, no separators. What JSON numbers lose in other people's parsers, a string keeps.</summary>
internal static class DecimalText
{
    /// <summary>A decimal holds 28 significant digits; more is no quantity.</summary>
    private const int MaxLength = 40;

    public static bool TryParse(string? text, out decimal value)
    {
        value = 0;
        return text is { Length: > 0 and <= MaxLength }
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The value of a text that has been validated.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public static double Parse(string text) => TryParse(text, out decimal value) ? (double)value : throw new FormatException($"'{text}' is not a decimal string");

    /// <summary>The shortest digits that read back as the same double, without an exponent.</summary>
    /// <param name="value">Finite and below 1e28 in size.</param>
    public static string Format(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E', StringComparison.Ordinal) ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : shortest;
    }
}
