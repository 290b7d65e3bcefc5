using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// The finished sessions of one instrument by date: the only thing that crosses a session boundary. Immutable.
/// Prices and volumes must be in the same units throughout (adjusted for splits where there were any).
/// </summary>
public sealed class SessionHistory
{
    /// <summary>ADV and σ look back over this many sessions (definitions, section 1).</summary>
    public const int LookbackSessions = 20;

    /// <summary>Of the five days of a week.</summary>
    public const int WeekSessions = 5;

    /// <summary>A standard deviation of fewer returns is no better than the intraday substitute.</summary>
    public const int MinimumReturns = 5;

    /// <summary>A return over a longer gap is not one day's: no exchange closes for longer (Lunar New Year takes up to eleven days).</summary>
    private const int MaximumReturnGapDays = 11;

    public static readonly SessionHistory Empty = new([]);

    private SessionHistory(ImmutableArray<SessionSummary> sessions) => Sessions = sessions;

    /// <summary>In date order, one per date.</summary>
    public ImmutableArray<SessionSummary> Sessions { get; }

    /// <summary>Builds a history from summaries in any order; several of one date are merged.</summary>
    public static SessionHistory From(IEnumerable<SessionSummary> summaries)
    {
        var merged = new List<SessionSummary>();
        foreach (SessionSummary summary in summaries.OrderBy(s => s.Date))
        {
            if (merged.Count > 0 && merged[^1].Date == summary.Date)
                merged[^1] = Merge(merged[^1], summary);
            else
                merged.Add(summary);
        }

        return new SessionHistory([.. merged]);
    }

    /// <summary>The session of a date, or null.</summary>
    public SessionSummary? Find(DateOnly date) => FirstAtOrAfter(date) is var i && i < Sessions.Length && Sessions[i].Date == date ? Sessions[i] : null;

    /// <summary>
    /// Adds a session. On a date that is there already, a daily bar and a summary made from ticks are merged (the bar's prices and volume, the ticks' profile, volatility and spread);
    /// of two of the same kind the new one replaces the old.
    /// </summary>
    public SessionHistory With(SessionSummary summary)
    {
        int at = FirstAtOrAfter(summary.Date);
        return at < Sessions.Length && Sessions[at].Date == summary.Date
            ? new SessionHistory(Sessions.SetItem(at, Merge(Sessions[at], summary)))
            : new SessionHistory(Sessions.Insert(at, summary));
    }

    /// <summary>Whether both know the same of every session before the date.</summary>
    public bool HasSameSessions(SessionHistory other, DateOnly before)
    {
        ReadOnlySpan<SessionSummary> own = Sessions.AsSpan()[..FirstAtOrAfter(before)], others = other.Sessions.AsSpan()[..other.FirstAtOrAfter(before)];
        if (own.Length != others.Length)
            return false;
        for (int i = 0; i < own.Length; i++)
        {
            if (!HasSameNumbers(own[i], others[i]))
                return false;
        }

        return true;
    }

    /// <summary>The latest sessions only, enough for every later view: keeps a live engine small.</summary>
    public SessionHistory Latest(int sessionCount = 3 * LookbackSessions) =>
        Sessions.Length <= sessionCount ? this : new SessionHistory(Sessions[^sessionCount..]);

    /// <summary>What is known on the morning of a date.</summary>
    public HistoryView Before(DateOnly date)
    {
        int end = FirstAtOrAfter(date);
        if (end == 0)
            return HistoryView.Empty;
        SessionSummary[] covered = LatestCovered(end, LookbackSessions + 1);
        SessionSummary[] recent = covered.Length > LookbackSessions ? covered[1..] : covered;
        double? volatility = CloseToCloseVolatility(covered);
        double ticks = Volatility(end, LookbackSessions, TickVariance);
        double? substitute = volatility ?? (ticks > 0 ? ticks : null);
        double volume = recent.Length == 0 ? 0 : recent.Average(s => s.Volume);
        return new HistoryView
        {
            AdvUnits = volume > 0 && double.IsFinite(volume) ? volume : null,
            AdvSessions = volume > 0 ? recent.Length : 0,
            DailyVolatility = substitute,
            VolatilitySource = volatility is not null ? VolatilitySource.CloseToClose : substitute is not null ? VolatilitySource.Intraday : VolatilitySource.None,
            WeekVolatility = Volatility(end, WeekSessions, IntradayVariance),
            MonthVolatility = Volatility(end, LookbackSessions, IntradayVariance),
            Curve = VolumeCurve.From(recent),
            MeanHalfSpreadBps = MeanOfKnown(recent, s => s.MeanHalfSpreadBps),
            LastDate = Sessions[end - 1].Date,
        };
    }

    private static bool HasSameNumbers(SessionSummary a, SessionSummary b) =>
        ReferenceEquals(a, b) || (a with { VolumeBins = null } == b with { VolumeBins = null } && a.VolumeBins.AsSpan().SequenceEqual(b.VolumeBins.AsSpan()));

    private static SessionSummary Merge(SessionSummary old, SessionSummary added) => (old.VolumeBins, added.VolumeBins) switch
    {
        (null, not null) => MergeBar(old, added),
        (not null, null) => MergeBar(added, old),
        _ => added,
    };

    /// <summary>A profile of less than half the day would distort the curve, so the bar then stays alone.</summary>
    private static SessionSummary MergeBar(SessionSummary bar, SessionSummary ticks) => ticks.CoveredFraction >= SessionSummary.MinimumCoverage
        ? bar with { VolumeBins = ticks.VolumeBins, RealisedVolatility = ticks.RealisedVolatility, MeanHalfSpreadBps = ticks.MeanHalfSpreadBps }
        : bar;

    /// <summary>Index of the first session at or after the date.</summary>
    private int FirstAtOrAfter(DateOnly date)
    {
        int low = 0, high = Sessions.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Sessions[middle].Date < date)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Up to <paramref name="count"/> sessions before index <paramref name="end"/> that cover enough of their day, in date order.</summary>
    private SessionSummary[] LatestCovered(int end, int count)
    {
        var found = new List<SessionSummary>(count);
        for (int i = end - 1; i >= 0 && found.Count < count; i--)
        {
            if (Sessions[i].CoveredFraction >= SessionSummary.MinimumCoverage)
                found.Add(Sessions[i]);
        }

        found.Reverse();
        return [.. found];
    }

    private static double? CloseToCloseVolatility(SessionSummary[] sessions)
    {
        var returns = new List<double>(sessions.Length);
        for (int i = 1; i < sessions.Length; i++)
        {
            double change = Math.Log(sessions[i].Close / sessions[i - 1].Close);
            if (double.IsFinite(change) && sessions[i].Date.DayNumber - sessions[i - 1].Date.DayNumber <= MaximumReturnGapDays)
                returns.Add(change);
        }

        if (returns.Count < MinimumReturns)
            return null;
        double mean = returns.Average();
        double variance = returns.Sum(r => (r - mean) * (r - mean)) / (returns.Count - 1);
        return variance > 0 ? Math.Sqrt(variance) : null;
    }

    /// <summary>Root of the mean variance of the sessions before an index; NaN where none knows its own.</summary>
    private double Volatility(int end, int sessions, Func<SessionSummary, double> varianceOf)
    {
        double variance = MeanOfKnown(Sessions.AsSpan()[Math.Max(0, end - sessions)..end], varianceOf);
        return variance > 0 ? Math.Sqrt(variance) : double.NaN;
    }

    /// <summary>Partly covered sessions count: their volatility is already scaled to a whole session.</summary>
    private static double TickVariance(SessionSummary session) => session.RealisedVolatility * session.RealisedVolatility;

    /// <summary>From the ticks; where there is only a bar, from its range (Garman and Klass 1980, J. Business 53).</summary>
    private static double IntradayVariance(SessionSummary session)
    {
        if (double.IsFinite(session.RealisedVolatility))
            return TickVariance(session);
        double range = Math.Log(session.High / session.Low), change = Math.Log(session.Close / session.Open);
        double variance = 0.5 * range * range - (2 * Math.Log(2) - 1) * change * change;
        return session.CoveredFraction >= 1 && variance >= 0 ? variance : double.NaN;
    }

    private static double MeanOfKnown(ReadOnlySpan<SessionSummary> sessions, Func<SessionSummary, double> value)
    {
        double sum = 0;
        int count = 0;
        foreach (SessionSummary session in sessions)
        {
            if (value(session) is var x && double.IsFinite(x))
                (sum, count) = (sum + x, count + 1);
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
