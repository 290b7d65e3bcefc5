using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>Session summaries, ADV, daily volatility and volume curve by plain loops. Oracle of SessionSummaryBuilder, SessionHistory and VolumeCurve.</summary>
public sealed class NaiveHistory
{
    private readonly List<SessionSummary> before;

    /// <param name="known">Summaries known from elsewhere, any date.</param>
    /// <param name="all">Every event, for the sessions that ended before the date.</param>
    public NaiveHistory(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, DateOnly date)
    {
        var byDate = new SortedDictionary<DateOnly, SessionSummary>();
        foreach (SessionSummary summary in known)
            byDate[summary.Date] = summary;
        foreach (DateOnly day in all.Select(e => instrument.Calendar.DateOf(e.EventTime)).Distinct())
        {
            if (Summarise(instrument.Calendar.SessionOn(day), all) is { } made)
                byDate[day] = byDate.TryGetValue(day, out SessionSummary? old) ? Combine(old, made) : made;
        }

        before = byDate.Values.Where(s => s.Date < date).ToList();
    }

    public double Adv => Covered.Count == 0 ? double.NaN : Covered.Sum(s => s.Volume) / Covered.Count is var mean && mean > 0 ? mean : double.NaN;

    public int AdvSessions => double.IsNaN(Adv) ? 0 : Covered.Count;

    public double MeanHalfSpreadBps
    {
        get
        {
            var known = Covered.Where(s => !double.IsNaN(s.MeanHalfSpreadBps)).ToList();
            return known.Count == 0 ? double.NaN : known.Sum(s => s.MeanHalfSpreadBps) / known.Count;
        }
    }

    public double DailyVolatility
    {
        get
        {
            List<SessionSummary> closes = before.Where(s => s.CoveredFraction >= 0.5).TakeLast(21).ToList();
            var returns = new List<double>();
            for (int i = 1; i < closes.Count; i++)
            {
                if (closes[i].Date.DayNumber - closes[i - 1].Date.DayNumber <= 11)
                    returns.Add(Math.Log(closes[i].Close) - Math.Log(closes[i - 1].Close));
            }

            if (returns.Count >= 5 && returns.Distinct().Count() > 1)
                return Math.Sqrt(returns.Sum(r => Math.Pow(r - returns.Average(), 2)) / (returns.Count - 1));
            List<double> known = before.TakeLast(20).Select(s => s.RealisedVolatility).Where(v => !double.IsNaN(v)).ToList();
            double square = known.Count == 0 ? double.NaN : known.Sum(v => v * v) / known.Count;
            return square > 0 ? Math.Sqrt(square) : double.NaN;
        }
    }

    /// <summary>Root of the mean intraday variance of the last sessions, a bar's from its range.</summary>
    public double Intraday(int sessions)
    {
        List<double> known = [];
        foreach (SessionSummary s in before.TakeLast(sessions))
        {
            if (!double.IsNaN(s.RealisedVolatility))
                known.Add(Math.Pow(s.RealisedVolatility, 2));
            else if (s.CoveredFraction == 1)
                known.Add(Math.Pow(Math.Log(s.High) - Math.Log(s.Low), 2) / 2 - 0.38629436111989062 * Math.Pow(Math.Log(s.Close) - Math.Log(s.Open), 2));
        }

        double mean = known.Count == 0 ? double.NaN : known.Sum() / known.Count;
        return mean > 0 ? Math.Sqrt(mean) : double.NaN;
    }

    private List<SessionSummary> Covered => before.Where(s => s.CoveredFraction >= 0.5).TakeLast(20).ToList();

    /// <summary>Expected share of the day's volume up to a share of the session, slice by slice.</summary>
    public double CurveUpTo(double share)
    {
        double sum = 0;
        for (int bin = 0; bin < 78; bin++)
        {
            double inside = Math.Clamp(share * 78 - bin, 0, 1);
            sum += inside * BinShare(bin);
        }

        return sum;
    }

    public double RelativeRate(double share) => BinShare(Math.Min(77, (int)(share * 78))) * 78;

    /// <summary>A summary of one session from its raw events, or null.</summary>
    public static SessionSummary? Summarise(TradingSession session, IReadOnlyList<MarketEvent> all)
    {
        var facts = new NaiveSession(session, all, session.Close);
        if (facts.AllTrades.Count == 0 && facts.Quotes.Count == 0)
            return null;
        List<(Timestamp Time, double Price)> prices = facts.AllTrades.Count > 0
            ? facts.AllTrades.Select(t => (t.EventTime, t.Trade.Price)).ToList()
            : facts.Quotes.Select(q => (q.EventTime, q.Quote.Mid)).ToList();
        double[] bins = new double[78];
        foreach ((Timestamp time, Trade trade) in facts.AllTrades)
            bins[(int)((time.UnixMicros - session.Open.UnixMicros) / (session.LengthSeconds * 1e6) * 78)] += trade.Size;
        return new SessionSummary(
            session.Date,
            prices.First(p => p.Time == prices.Min(x => x.Time)).Price,
            prices.Max(p => p.Price),
            prices.Min(p => p.Price),
            prices.Last(p => p.Time == prices.Max(x => x.Time)).Price,
            facts.AllTrades.Sum(t => t.Trade.Size),
            bins,
            RealisedVolatility(facts),
            MeanHalfSpread(facts),
            facts.LastEventTime.SecondsSince(facts.FirstEventTime) / session.LengthSeconds);
    }

    /// <summary>Only up to the last quote: what the builder has seen without being told the time.</summary>
    private static double RealisedVolatility(NaiveSession facts)
    {
        if (facts.Quotes.Count == 0)
            return double.NaN;
        var variance = NaiveVolatility.PerSecond(facts, facts.Quotes[^1].Available, double.PositiveInfinity, 120);
        return Math.Sqrt(variance * facts.Session.LengthSeconds);
    }

    private static double MeanHalfSpread(NaiveSession facts)
    {
        double weighted = 0, seconds = 0;
        for (int i = 1; i < facts.Quotes.Count; i++)
        {
            double length = facts.Quotes[i].Available.SecondsSince(facts.Quotes[i - 1].Available);
            Quote q = facts.Quotes[i - 1].Quote;
            weighted += (q.Ask - q.Bid) / (q.Ask + q.Bid) * 1e4 * length;
            seconds += length;
        }

        return seconds > 0 ? weighted / seconds : double.NaN;
    }

    private static SessionSummary Combine(SessionSummary old, SessionSummary made) => old.VolumeBins is not null || made.CoveredFraction < 0.5
        ? old
        : new SessionSummary(old.Date, old.Open, old.High, old.Low, old.Close, old.Volume, made.VolumeBins, made.RealisedVolatility, made.MeanHalfSpreadBps, old.CoveredFraction);

    /// <summary>Mean profile of the sessions that have one, with the uniform profile as one session more.</summary>
    private double BinShare(int bin)
    {
        List<double[]> profiles = Covered.Where(s => s.VolumeBins is not null && s.VolumeBins.Sum() > 0).Select(s => s.VolumeBins!).ToList();
        return (profiles.Sum(p => p[bin] / p.Sum()) + 1.0 / 78) / (profiles.Count + 1);
    }
}
