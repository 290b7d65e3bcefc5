using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>What the batch twins of the features look at: the raw events of one session up to t as plain lists, with explicit weights.</summary>
public abstract class NaiveView
{

    protected NaiveView(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    {
        Instrument = instrument;
        AsOf = asOf;
        TradingSession session = instrument.Calendar.SessionAt(asOf) ?? throw new ArgumentException("outside the session", nameof(asOf));
        List<MarketEvent> visible = all.Where(e => e.AvailableTime <= asOf).ToList();
        Facts = new NaiveSession(session, visible, asOf);
        History = new NaiveHistory(instrument, known, visible, session.Date);
        (Adv, Sigma) = (History.Adv, History.DailyVolatility);
        WatchedSeconds = Facts.Start is { } start ? asOf.SecondsSince(start) : double.NaN;
    }

    public abstract void AddTo(Dictionary<string, double> features);

    protected Instrument Instrument { get; }

    protected Timestamp AsOf { get; }

    protected NaiveSession Facts { get; }

    protected NaiveHistory History { get; }

    protected double Adv { get; }

    protected double Sigma { get; }

    protected double WatchedSeconds { get; }

    protected Quote? Now => Facts.Quotes.Count > 0 ? Facts.Quotes[^1].Quote : null;

    protected double Mid => Now is { } q ? (q.Bid + q.Ask) / 2 : double.NaN;

    protected double Share => AsOf.SecondsSince(Facts.Session.Open) / Facts.Session.LengthSeconds;

    protected static double HalfSpreadOf(Quote q) => (q.Ask - q.Bid) / (q.Ask + q.Bid) * 1e4;

    protected static bool Sized(Quote q) => q.BidSize > 0 && q.AskSize > 0;

    protected static double Ratio(double a, double b) => b > 0 ? a / b : double.NaN;

    protected double Weight(Timestamp time, double halfLife) => Math.Pow(0.5, AsOf.SecondsSince(time) / halfLife);

    /// <summary>∫ weight over [from, to].</summary>
    protected double WeightOver(Timestamp from, Timestamp to, double halfLife) =>
        halfLife / Math.Log(2) * (Weight(to, halfLife) - Weight(from, halfLife));

    protected Timestamp EndOf(int quote) => quote + 1 < Facts.Quotes.Count ? Facts.Quotes[quote + 1].Available : AsOf;

    /// <summary>Decayed mean over time of something a quote has; NaN values leave their time out.</summary>
    protected double TimeMean(Func<Quote, double> value, double halfLife)
    {
        double sum = 0, weights = 0;
        for (int i = 0; i < Facts.Quotes.Count; i++)
        {
            double x = value(Facts.Quotes[i].Quote);
            double weight = WeightOver(Facts.Quotes[i].Available, EndOf(i), halfLife);
            if (double.IsNaN(x) || EndOf(i) == Facts.Quotes[i].Available)
                continue;
            sum += x * weight;
            weights += weight;
        }

        return weights > 0 ? sum / weights : double.NaN;
    }

    protected double TouchMean => TimeMean(q => Sized(q) ? (q.BidSize + q.AskSize) / 2 : double.NaN, 300);
}
