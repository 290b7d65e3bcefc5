using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator;

/// <summary>What a stranger could measure on the tape of one instrument: counts, signs, minute mids, volume by time of day, spread and depth.</summary>
internal sealed class MarketStatistics
{
    public const int Minutes = 390;
    private const int HalfHours = 13;

    private readonly List<SessionRecord> sessions = [];

    public MarketStatistics(SampleMarket market, SampleInstrument instrument)
    {
        Symbol = instrument.Instrument.Symbol;
        TickSize = instrument.Instrument.TickSize!.Value;
        foreach (SampleSession session in market.Sessions(instrument))
            sessions.Add(Read(session));
    }

    public string Symbol { get; }

    public double TickSize { get; }

    public long Rows => sessions.Sum(s => s.Rows);

    public int Sessions => sessions.Count;

    /// <summary>Whole sessions only.</summary>
    public double[] Volumes => [.. sessions.Where(s => s.IsComplete).Select(s => s.Volume)];

    /// <summary>Mean volume of each thirteenth of the session (half an hour of a US one), relative to their mean.</summary>
    public double[] VolumeCurve
    {
        get
        {
            double[] sums = [.. Enumerable.Range(0, HalfHours).Select(i => sessions.Where(s => s.IsComplete).Sum(s => s.VolumeBins[i]))];
            double mean = sums.Average();
            return [.. sums.Select(v => v / mean)];
        }
    }

    /// <summary>Time-weighted, per whole session.</summary>
    public double[] SpreadsTicks => [.. sessions.Where(s => s.IsComplete).Select(s => s.MeanSpread / TickSize)];

    public double[] Volatilities => [.. sessions.Where(s => s.IsComplete).Select(s => Math.Sqrt(s.MinuteReturns.Sum(r => r * r)))];

    public double[] Depths => [.. sessions.Where(s => s.IsComplete).Select(s => s.MeanTouch)];

    public double[] Closes => [.. sessions.Where(s => s.IsComplete).Select(s => s.Close)];

    /// <summary>Mean of ε(i)·ε(i + lag) over pairs inside one session.</summary>
    public double SignAutocorrelation(int lag)
    {
        double sum = 0;
        long pairs = 0;
        foreach (int[] signs in sessions.Select(s => s.Signs))
        {
            for (int i = lag; i < signs.Length; i++)
                sum += signs[i] * signs[i - lag];
            pairs += Math.Max(0, signs.Length - lag);
        }

        return sum / pairs;
    }

    /// <summary>Variance of returns over that many minutes ÷ (minutes × variance over one), inside sessions.</summary>
    public double VarianceRatio(int minutes) => MeanSquare(minutes) / (minutes * MeanSquare(1));

    public double ReturnAutocorrelation(int lag)
    {
        double sum = 0;
        double squares = 0;
        foreach (double[] returns in sessions.Select(s => s.MinuteReturns))
        {
            for (int i = lag; i < returns.Length; i++)
                (sum, squares) = (sum + returns[i] * returns[i - lag], squares + returns[i] * returns[i]);
        }

        return sum / squares;
    }

    /// <summary>Of the sizes of minute returns: positive where lively minutes come in runs.</summary>
    public double VolatilityAutocorrelation(int lag)
    {
        List<double> now = [];
        List<double> then = [];
        foreach (double[] returns in sessions.Select(s => s.MinuteReturns))
        {
            now.AddRange(returns.Skip(lag).Select(Math.Abs));
            then.AddRange(returns.SkipLast(lag).Select(Math.Abs));
        }

        return Correlation(now, then);
    }

    public static double Correlation(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        double covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }

    /// <summary>Slope of a straight line through the logarithms.</summary>
    public static double LogSlope(IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] logs = [.. points.Select(p => (Math.Log(p.X), Math.Log(p.Y)))];
        double meanX = logs.Average(p => p.X);
        double meanY = logs.Average(p => p.Y);
        return logs.Sum(p => (p.X - meanX) * (p.Y - meanY)) / logs.Sum(p => (p.X - meanX) * (p.X - meanX));
    }

    private double MeanSquare(int minutes)
    {
        double sum = 0;
        long count = 0;
        foreach (double[] returns in sessions.Select(s => s.MinuteReturns))
        {
            for (int i = 0; i + minutes <= returns.Length; i++)
            {
                double total = returns.AsSpan(i, minutes).ToArray().Sum();
                sum += total * total;
                count++;
            }
        }

        return sum / count;
    }

    private static SessionRecord Read(SampleSession session)
    {
        double[] bins = new double[HalfHours];
        double spreadTime = 0;
        double touchTime = 0;
        Quote quote = default;
        Timestamp since = session.Session.Open;
        foreach (MarketEvent e in session.Events)
        {
            if (e.Kind == MarketEventKind.Trade)
                bins[(int)(HalfHours * e.EventTime.SecondsSince(session.Session.Open) / session.Session.LengthSeconds)] += e.Trade.Size;
            if (e.Kind != MarketEventKind.Quote)
                continue;
            spreadTime += (quote.Ask - quote.Bid) * e.EventTime.SecondsSince(since);
            touchTime += (quote.AskSize + quote.BidSize) / 2 * e.EventTime.SecondsSince(since);
            (quote, since) = (e.Quote, e.EventTime);
        }

        double seconds = since.SecondsSince(session.Session.Open);
        int[] signs = [.. session.Events.Where(e => e.Kind == MarketEventKind.Trade).Select(e => (int)e.Trade.Aggressor)];
        return new SessionRecord(session.IsComplete, session.Events.Count, signs, bins, MinuteReturns(session), spreadTime / seconds, touchTime / seconds, quote.Mid);
    }

    private static double[] MinuteReturns(SampleSession session)
    {
        MidPath path = MidPath.From(session.Events);
        double step = session.Session.LengthSeconds / Minutes;
        double reached = session.Events[^1].EventTime.SecondsSince(session.Session.Open);
        double[] mids = [.. Enumerable.Range(1, Minutes).Where(m => m * step <= reached).Select(m => path.At(session.Session.Open.AddSeconds(m * step)))];
        return [.. mids.Skip(1).Zip(mids, (now, before) => Math.Log(now / before))];
    }

    private sealed record SessionRecord(bool IsComplete, int Rows, int[] Signs, double[] VolumeBins, double[] MinuteReturns, double MeanSpread, double MeanTouch, double Close)
    {
        public double Volume => VolumeBins.Sum();
    }
}
