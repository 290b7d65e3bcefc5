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

    private static readonly (string Unit, double Seconds)[] units = [("W", 604_800), ("D", 86_400), ("H", 3_600), ("M", 60), ("S", 1)];

    /// <summary>Seconds of the duration, or why the text is none.</summary>
    public static bool TryParse(string? text, out double seconds, out string fault)
    {
        seconds = 0;
        fault = Fault(text);
        if (fault.Length > 0)
            return false;
        GroupCollection groups = Pattern().Match(text!).Groups;
        foreach ((string unit, double unitSeconds) in units)
        {
            if (groups[unit].Success)
                seconds += unitSeconds * double.Parse(groups[unit].ValueSpan.ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        return true;
    }

    /// <summary>Seconds of a text that has been validated.</summary>
    /// <exception cref="FormatException">It has not.</exception>
    public static double Parse(string text) => TryParse(text, out double seconds, out string fault) ? seconds : throw new FormatException($"duration '{text}': {fault}");

    /// <summary>The shortest text of whole microseconds: PT1H30M, PT0S, PT0.25S. Days stay hours, because a day is no trading day.</summary>
    public static string Format(double seconds)
    {
        decimal rest = Math.Round((decimal)seconds, 6);
        decimal hours = Math.Floor(rest / 3_600);
        decimal minutes = Math.Floor((rest -= hours * 3_600) / 60);
        rest -= minutes * 60;
        StringBuilder text = new("PT");
        if (hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{hours:0}H");
        if (minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{minutes:0}M");
        if (rest > 0 || text.Length == 2)
            text.Append(CultureInfo.InvariantCulture, $"{rest:0.######}S");
        return text.ToString();
    }

    private static string Fault(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            return "it is not a duration";
        if (Pattern().Match(text) is { Success: true } match)
            return FractionIsLast(match.Groups) ? string.Empty : "only the smallest unit may have a fraction";
        return MonthsOrYears().IsMatch(text) ? "months and years have no fixed length" : "it is not a duration";
    }

    private static bool FractionIsLast(GroupCollection groups)
    {
        bool fractionSeen = false;
        foreach ((string unit, double _) in units)
        {
            if (!groups[unit].Success)
                continue;
            if (fractionSeen)
                return false;
            fractionSeen = groups[unit].ValueSpan.IndexOfAny('.', ',') >= 0;
        }

        return true;
    }

    [GeneratedRegex(@"^P(?=[0-9T])(?:(?<W>[0-9]{1,9}(?:[.,][0-9]{1,9})?)W)?(?:(?<D>[0-9]{1,9}(?:[.,][0-9]{1,9})?)D)?(?:T(?=[0-9])(?:(?<H>[0-9]{1,9}(?:[.,][0-9]{1,9})?)H)?(?:(?<M>[0-9]{1,9}(?:[.,][0-9]{1,9})?)M)?(?:(?<S>[0-9]{1,9}(?:[.,][0-9]{1,9})?)S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^P[^T]*[0-9][YM]", RegexOptions.CultureInvariant)]
    private static partial Regex MonthsOrYears();
}
