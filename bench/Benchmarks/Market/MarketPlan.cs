using System.Globalization;

namespace ImpactService.Benchmarks.Market;

/// <summary>Which markets to simulate and how many orders to draw from a session.</summary>
/// <param name="Markets">Each is the whole catalogue with a seed and an activity of its own: other days, another liquidity.</param>
internal sealed record MarketPlan(IReadOnlyList<(ulong Seed, double Activity)> Markets, int Sessions, int ProbesPerSession, int MetaordersPerSession)
{
    public const string Usage = "usage: market SEED[:ACTIVITY][,SEED[:ACTIVITY]...] SESSIONS PROBES METAORDERS (per session)";

    /// <summary>Null where the arguments are none.</summary>
    public static MarketPlan? Parse(string[] args)
    {
        if (args.Length != 4 || !int.TryParse(args[1], out int sessions) || !int.TryParse(args[2], out int probes) || !int.TryParse(args[3], out int metaorders))
            return null;
        List<(ulong, double)> markets = [];
        foreach (string part in args[0].Split(','))
        {
            string[] pair = part.Split(':');
            double activity = 1;
            if (pair.Length > 2 || !ulong.TryParse(pair[0], out ulong seed) || (pair.Length == 2 && !double.TryParse(pair[1], CultureInfo.InvariantCulture, out activity)))
                return null;
            markets.Add((seed, activity));
        }

        return new MarketPlan(markets, sessions, probes, metaorders);
    }
}
