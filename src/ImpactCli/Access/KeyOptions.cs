using System.Globalization;
using System.Text.RegularExpressions;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactCli.Access;

/// <summary>What was said of a key on the command line, checked.</summary>
internal static partial class KeyOptions
{
    private const int RequestsPerSecondMax = 1_000_000;
    private const double DaysMax = 3_650;
    private const double OverlapHoursMax = 24 * 90;

    public static NewApiKey Check(string name, string tenant, string scopes, int? requestsPerSecond, double? expiresDays, TimeProvider clock)
    {
        Require(Label().IsMatch(name), "--name", name, "1 to 64 letters, digits, blanks, '.', '-' and '_'");
        Require(Label().IsMatch(tenant), "--tenant", tenant, "1 to 64 letters, digits, blanks, '.', '-' and '_'");
        Require(requestsPerSecond is null or (>= 1 and <= RequestsPerSecondMax), "--requests-per-second", $"{requestsPerSecond}", $"1 to {RequestsPerSecondMax}");
        Require(expiresDays is null or (> 0 and <= DaysMax), "--expires-days", string.Create(CultureInfo.InvariantCulture, $"{expiresDays}"), $"above 0, up to {DaysMax}");
        return new NewApiKey(name, tenant, ParseScopes(scopes), requestsPerSecond, expiresDays is { } days ? Timestamp.From(clock.GetUtcNow().AddDays(days)) : null);
    }

    public static double CheckOverlap(double hours)
    {
        Require(hours is >= 0 and <= OverlapHoursMax, "--overlap-hours", hours.ToString(CultureInfo.InvariantCulture), $"0 to {OverlapHoursMax}");
        return hours;
    }

    private static ApiScopes ParseScopes(string text)
    {
        ApiScopes all = ApiScopes.None;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            bool known = Enum.TryParse(part, ignoreCase: true, out ApiScopes scope) && Enum.IsDefined(scope) && scope != ApiScopes.None && char.IsAsciiLetter(part[0]);
            Require(known, "--scopes", text, "estimate, ingest and admin, separated by commas");
            all |= scope;
        }

        return all;
    }

    private static void Require(bool valid, string option, string value, string expected)
    {
        if (!valid)
            throw new CommandException($"{option} is '{value}'; valid: {expected}", ExitCodes.Usage);
    }

    [GeneratedRegex(@"^[\w.\- ]{1,64}$")]
    private static partial Regex Label();
}
