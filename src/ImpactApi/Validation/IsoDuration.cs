using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ImpactService.ImpactApi.Validation;

/// <summary>
/// ISO 8601 durations of fixed length: PT1H, PT90M, PT0.5S, P1DT2H, P1W; the smallest unit may have a fraction. Years and months have no fixed length and are refused,
/// as are signs. A day is 86,400 seconds of the clock, not a trading session.
/// </summary>
internal static partial class IsoDuration
{
    public const string Expected = "an ISO 8601 duration of days, hours, minutes and seconds such as PT1H, PT90M or PT0S (one sweep)";

    /// <summary>Longer texts are no durations.</summary>
    private const int MaxLength = 64;

    /// <summary>Of the part before a fraction and of the fraction.</summary>
    private const int DigitsMax = 9;

    private const long MicrosPerSecond = 1_000_000;

    private const string NoDuration = "it is not a duration";

    /// <summary>In the order in which they stand in a text, with the part of the text that each belongs to.</summary>
    private static readonly (char Letter, bool IsTime, double Seconds)[] units = [('W', false, 604_800), ('D', false, 86_400), ('H', true, 3_600), ('M', true, 60), ('S', true, 1)];

    /// <summary>Seconds of the duration, or why the text is none.</summary>
    public static bool TryParse(string? text, out double seconds, out string fault)
    {
        seconds = 0;
        fault = text is null || text.Length > MaxLength || !text.StartsWith('P') ? NoDuration : ParseParts(text.AsSpan(1), ref seconds);
        if (fault.Length > 0 && text is { Length: <= MaxLength } && MonthsOrYears().IsMatch(text))
            fault = "months and years have no fixed length";
        return fault.Length == 0;
    }

    /// <summary>Seconds of a text that has been validated.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public static double Parse(string text) => TryParse(text, out double seconds, out string fault) ? seconds : throw new FormatException($"duration '{text}': {fault}");

    /// <summary>The shortest text of whole microseconds: PT1H30M, PT0S, PT0.25S. Days stay hours, because a day is no trading day.</summary>
    public static string Format(double seconds)
    {
        long micros = (long)Math.Round(seconds * MicrosPerSecond);
        (long minutes, micros) = Math.DivRem(micros, 60 * MicrosPerSecond);
        (long hours, minutes) = Math.DivRem(minutes, 60);
        StringBuilder text = new("PT");
        if (hours > 0)
            text.Append(hours).Append('H');
        if (minutes > 0)
            text.Append(minutes).Append('M');
        if (micros % MicrosPerSecond > 0)
            text.Append(CultureInfo.InvariantCulture, $"{(decimal)micros / MicrosPerSecond:0.######}S");
        else if (micros > 0 || text.Length == 2)
            text.Append(micros / MicrosPerSecond).Append('S');
        return text.ToString();
    }

    /// <param name="rest">After the P.</param>
    /// <returns>Empty, or what is wrong.</returns>
    private static string ParseParts(ReadOnlySpan<char> rest, ref double seconds)
    {
        bool isTime = false, hasFraction = false;
        int unit = -1;
        do
        {
            if (!isTime && rest.StartsWith('T'))
            {
                isTime = true;
                rest = rest[1..];
            }

            int length = NumberLength(rest, out bool isFraction);
            int next = length == 0 || length == rest.Length ? -1 : UnitOf(rest[length], isTime);
            if (next <= unit)
                return NoDuration;
            if (hasFraction)
                return "only the smallest unit may have a fraction";
            seconds += units[next].Seconds * ToNumber(rest[..length]);
            (unit, hasFraction) = (next, isFraction);
            rest = rest[(length + 1)..];
        }
        while (!rest.IsEmpty);
        return "";
    }

    private static int UnitOf(char letter, bool isTime) => Array.FindIndex(units, u => u.Letter == letter && u.IsTime == isTime);

    /// <summary>Characters of the number that a text begins with; 0 when it begins with none that is allowed.</summary>
    private static int NumberLength(ReadOnlySpan<char> text, out bool isFraction)
    {
        int whole = DigitCount(text);
        isFraction = whole > 0 && whole < text.Length && text[whole] is '.' or ',';
        int fraction = isFraction ? DigitCount(text[(whole + 1)..]) : 0;
        bool isAllowed = whole is > 0 and <= DigitsMax && (!isFraction || fraction is > 0 and <= DigitsMax);
        return !isAllowed ? 0 : isFraction ? whole + 1 + fraction : whole;
    }

    private static int DigitCount(ReadOnlySpan<char> text)
    {
        int other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    private static double ToNumber(ReadOnlySpan<char> digits)
    {
        Span<char> point = stackalloc char[digits.Length];
        digits.CopyTo(point);
        point.Replace(',', '.');
        return double.Parse(point, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^P[^T]*[0-9][YM]", RegexOptions.CultureInvariant)]
    private static partial Regex MonthsOrYears();
}
