using System.Globalization;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Training;

/// <summary>A fold boundary on the command line: a date (that UTC day belongs to the fold) or an RFC 3339 instant (the fold ends there).</summary>
internal static class FoldTime
{
    private static readonly string[] instantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <exception cref="CommandException">Neither of both.</exception>
    public static Timestamp Parse(string option, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day < DateOnly.MaxValue)
            return FoldPlan.EndOf(day);
        return DateTimeOffset.TryParseExact(text, instantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? Timestamp.From(instant)
            : throw new CommandException($"{option} '{text}' is neither a date such as 2013-10-10 nor a time such as 2013-10-10T16:00:00Z", ExitCodes.Usage);
    }
}
