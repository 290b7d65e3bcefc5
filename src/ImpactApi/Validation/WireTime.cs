using System.Globalization;
using System.Text.RegularExpressions;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Validation;

/// <summary>RFC 3339 times: a date, a time of day and an offset, all of them required. Digits beyond microseconds are cut off.</summary>
internal static partial class WireTime
{
    public const string Latest = "latest";

    public const string Expected = "an RFC 3339 time with an offset such as 2013-10-10T15:00:00Z, or \"latest\", or nothing (now)";

    public static bool TryParse(string? text, out Timestamp time)
    {
        time = default;
        if (text is null || !Pattern().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTimeOffset parsed))
            return false;
        time = Timestamp.From(parsed);
        return true;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
