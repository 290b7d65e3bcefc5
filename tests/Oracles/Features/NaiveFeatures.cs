using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>
/// Every market feature recomputed from the raw list of events up to t, each by its own definition with plain loops and explicit weights: nothing recursive, nothing shared
/// with the engine. Quadratic; for short streams.
/// </summary>
public sealed class NaiveFeatures
{
    private readonly Instrument instrument;
    private readonly NaiveSession facts;
    private readonly NaiveHistory history;
    private readonly Timestamp asOf;
    private readonly double adv;
    private readonly double sigma;
    private readonly double watchedSeconds;

    public NaiveFeatures(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    {
        this.instrument = instrument;
        this.asOf = asOf;
        TradingSession session = instrument.Calendar.SessionAt(asOf) ?? throw new ArgumentException("outside the session", nameof(asOf));
        List<MarketEvent> visible = all.Where(e => e.AvailableTime <= asOf).ToList();
        facts = new NaiveSession(session, visible, asOf);
        history = new NaiveHistory(instrument, known, visible, session.Date);
        (adv, sigma) = (history.Adv, history.DailyVolatility);
        watchedSeconds = facts.Start is { } start ? asOf.SecondsSince(start) : double.NaN;
    }

    private Quote? Now => facts.Quotes.Count > 0 ? facts.Quotes[^1].Quote : null;

    private double Mid => Now is { } q ? (q.Bid + q.Ask) / 2 : double.NaN;

    private double Share => asOf.SecondsSince(facts.Session.Open) / facts.Session.LengthSeconds;

    /// <summary>All market features by name.</summary>
    public Dictionary<string, double> All()
    {
        var f = new Dictionary<string, double>();
        AddSpread(f);
        AddMarkOuts(f, 5);
        AddMarkOuts(f, 60);
        AddBook(f);
        AddFlow(f);
        AddPath(f);
        AddLiquidity(f);
        AddTiming(f);
        return f;
    }

    private static double HalfSpreadOf(Quote q) => (q.Ask - q.Bid) / (q.Ask + q.Bid) * 1e4;

    private static bool Sized(Quote q) => q.BidSize > 0 && q.AskSize > 0;

    private static double Ratio(double a, double b) => b > 0 ? a / b : double.NaN;

    private double Weight(Timestamp time, double halfLife) => Math.Pow(0.5, asOf.SecondsSince(time) / halfLife);

    /// <summary>∫ weight over [from, to].</summary>
    private double WeightOver(Timestamp from, Timestamp to, double halfLife) =>
        halfLife / Math.Log(2) * (Weight(to, halfLife) - Weight(from, halfLife));

    private Timestamp EndOf(int quote) => quote + 1 < facts.Quotes.Count ? facts.Quotes[quote + 1].Available : asOf;

    /// <summary>Decayed mean over time of something a quote has; NaN values leave their time out.</summary>
    private double TimeMean(Func<Quote, double> value, double halfLife)
    {
        double sum = 0, weights = 0;
        for (int i = 0; i < facts.Quotes.Count; i++)
        {
            double x = value(facts.Quotes[i].Quote);
            double weight = WeightOver(facts.Quotes[i].Available, EndOf(i), halfLife);
            if (double.IsNaN(x) || EndOf(i) == facts.Quotes[i].Available)
                continue;
            sum += x * weight;
            weights += weight;
        }

        return weights > 0 ? sum / weights : double.NaN;
    }

    private double TouchMean => TimeMean(q => Sized(q) ? (q.BidSize + q.AskSize) / 2 : double.NaN, 300);

    private void AddSpread(Dictionary<string, double> f)
    {
        double half = Now is { } q ? HalfSpreadOf(q) : double.NaN;
        f["half_spread_bps"] = half;
        f["spread_ticks"] = Now is { } n && instrument.TickSize is { } tick ? (n.Ask - n.Bid) / tick : double.NaN;
        f["spread_percentile"] = SpreadPercentile(half);
        f["spread_to_recent"] = Ratio(half, TimeMean(HalfSpreadOf, 300));
        f["spread_to_history"] = half / history.MeanHalfSpreadBps;
        List<NaiveTrade> judged = facts.Trades.Where(t => t.Sign != 0 && !double.IsNaN(t.MidBefore)).ToList();
        f["effective_half_spread_bps"] = judged.Sum(t => Weight(t.Available, 300) * t.Trade.Size * t.Sign * (t.Trade.Price - t.MidBefore) / t.MidBefore * 1e4)
            / judged.Sum(t => Weight(t.Available, 300) * t.Trade.Size);
        f["noise_to_spread"] = half > 0 ? Bounce() / half : double.NaN;
    }

    private double SpreadPercentile(double half)
    {
        static int Class(double h) => h > 0 ? Math.Clamp((int)Math.Floor(8 * (Math.Log2(h) + 6)), 0, 151) : 0;
        double below = 0, same = 0, total = 0;
        for (int i = 0; i < facts.Quotes.Count; i++)
        {
            double seconds = EndOf(i).SecondsSince(facts.Quotes[i].Available);
            int c = Class(HalfSpreadOf(facts.Quotes[i].Quote));
            total += seconds;
            below += c < Class(half) ? seconds : 0;
            same += c == Class(half) ? seconds : 0;
        }

        return total > 0 ? (below + same / 2) / total : double.NaN;
    }

    private double Bounce()
    {
        double sum = 0, weights = 0;
        int pairs = 0;
        for (int i = 2; i < facts.Trades.Count; i++, pairs++)
        {
            double P(int j) => Math.Log(facts.Trades[j].Trade.Price);
            double weight = Weight(facts.Trades[i].Available, 300);
            sum += weight * (P(i) - P(i - 1)) * (P(i - 1) - P(i - 2));
            weights += weight;
        }

        return pairs >= 10 ? Math.Sqrt(Math.Max(0, -sum / weights)) * 1e4 : double.NaN;
    }

    private void AddMarkOuts(Dictionary<string, double> f, int lag)
    {
        int lastSecond = (int)Math.Floor(asOf.SecondsSince(facts.Session.Open));
        double adverse = 0, realised = 0, weights = 0;
        foreach (NaiveTrade t in facts.Trades.Where(t => t.Sign != 0 && !double.IsNaN(t.MidBefore)))
        {
            int mark = (int)((t.Available.UnixMicros - facts.Session.Open.UnixMicros) / 1_000_000) + 1 + lag;
            if (mark > lastSecond || double.IsNaN(facts.MidAt(mark)))
                continue;
            double weight = Math.Pow(0.5, (lastSecond - mark) / 1800.0) * t.Trade.Size;
            adverse += weight * t.Sign * (facts.MidAt(mark) - t.MidBefore) / t.MidBefore * 1e4;
            realised += weight * t.Sign * (t.Trade.Price - facts.MidAt(mark)) / t.MidBefore * 1e4;
            weights += weight;
        }

        f[$"adverse_selection_{lag}s_bps"] = adverse / weights;
        f[$"realised_half_spread_{lag}s_bps"] = realised / weights;
    }

    private void AddBook(Dictionary<string, double> f)
    {
        Quote? sized = Now is { } n && Sized(n) ? n : null;
        double touch = sized is { } t ? (t.BidSize + t.AskSize) / 2 : double.NaN;
        double imbalance = sized is { } s ? (s.BidSize - s.AskSize) / (s.BidSize + s.AskSize) : double.NaN;
        f["imbalance_1"] = imbalance;
        f["microprice_deviation_bps"] = sized is { } m ? ((m.Bid * m.AskSize + m.Ask * m.BidSize) / (m.BidSize + m.AskSize) / Mid - 1) * 1e4 : double.NaN;
        f["touch_to_adv"] = touch / adv;
        f["touch_to_recent"] = Ratio(touch, TouchMean);
        f["imbalance_5"] = DepthImbalance(5);
        f["imbalance_10"] = DepthImbalance(10);
        f["depth_within_5bps"] = DepthWithin(5) / adv;
        f["depth_within_25bps"] = DepthWithin(25) / adv;
    }

    private double DepthImbalance(int levels)
    {
        if (facts.Depth?.Depth is not { } d || (d.BidSizes.Length < levels && d.AskSizes.Length < levels))
            return double.NaN;
        double bid = d.BidSizes.Take(levels).Sum(), ask = d.AskSizes.Take(levels).Sum();
        return (bid - ask) / (bid + ask);
    }

    private double DepthWithin(double bps)
    {
        if (facts.Depth?.Depth is not { } d || double.IsNaN(Mid))
            return double.NaN;
        double Near(double[] prices, double[] sizes) => prices.Zip(sizes).Where(level => Math.Abs(level.First / Mid - 1) * 1e4 <= bps + 1e-6).Sum(level => level.Second);
        return Near(d.BidPrices, d.BidSizes) + Near(d.AskPrices, d.AskSizes);
    }

    private void AddFlow(Dictionary<string, double> f)
    {
        foreach (double h in (double[])[10, 60, 300, 1800])
        {
            double signed = facts.Trades.Sum(t => Weight(t.Available, h) * t.Sign * t.Trade.Size);
            double total = facts.Trades.Sum(t => Weight(t.Available, h) * t.Trade.Size);
            f[$"signed_flow_{h}s"] = facts.Trades.Count > 0 ? signed / adv : double.NaN;
            f[$"flow_imbalance_{h}s"] = signed / total;
            if (h <= 300)
                f[$"ofi_{h}s"] = OrderFlowImbalance(h) / TouchMean;
        }

        f["sign_autocorrelation"] = SignAutocorrelation();
        f["vpin"] = Vpin();
    }

    private double OrderFlowImbalance(double halfLife)
    {
        double sum = 0;
        for (int i = 1; i < facts.Quotes.Count; i++)
        {
            Quote q = facts.Quotes[i].Quote, p = facts.Quotes[i - 1].Quote;
            if (!Sized(q) || !Sized(p))
                continue;
            double bid = q.Bid > p.Bid ? q.BidSize : q.Bid < p.Bid ? -p.BidSize : q.BidSize - p.BidSize;
            double ask = q.Ask < p.Ask ? q.AskSize : q.Ask > p.Ask ? -p.AskSize : q.AskSize - p.AskSize;
            sum += Weight(facts.Quotes[i].Available, halfLife) * (bid - ask);
        }

        return sum;
    }

    private double SignAutocorrelation()
    {
        List<NaiveTrade> signed = facts.Trades.Where(t => t.Sign != 0).ToList();
        if (signed.Count - 1 < 10)
            return double.NaN;
        double[] w = signed.Skip(1).Select(t => Weight(t.Available, 300)).ToArray();
        double[] later = signed.Skip(1).Select(t => t.Sign).ToArray(), earlier = signed.SkipLast(1).Select(t => t.Sign).ToArray();
        double Mean(Func<int, double> x) => Enumerable.Range(0, w.Length).Sum(i => w[i] * x(i)) / w.Sum();
        double meanLater = Mean(i => later[i]), meanEarlier = Mean(i => earlier[i]);
        double covariance = Mean(i => (later[i] - meanLater) * (earlier[i] - meanEarlier));
        return covariance / Math.Sqrt(Mean(i => Math.Pow(later[i] - meanLater, 2)) * Mean(i => Math.Pow(earlier[i] - meanEarlier, 2)));
    }

    /// <summary>Bucket j holds the volume from j to j + 1 bucket sizes; each trade gives what overlaps.</summary>
    private double Vpin()
    {
        double size = adv / 200, total = facts.Trades.Sum(t => t.Trade.Size);
        if (double.IsNaN(size) || total / size < 5)
            return double.NaN;
        int full = (int)(total / size);
        var shares = new List<double>();
        for (int j = Math.Max(0, full - 50); j < full; j++)
        {
            double signed = 0, from = 0;
            foreach (NaiveTrade t in facts.Trades)
            {
                double to = from + t.Trade.Size;
                signed += t.Sign * Math.Max(0, Math.Min(to, (j + 1) * size) - Math.Max(from, j * size));
                from = to;
            }

            shares.Add(Math.Abs(signed) / size);
        }

        return shares.Average();
    }

    private void AddPath(Dictionary<string, double> f)
    {
        int lastSecond = (int)Math.Floor(asOf.SecondsSince(facts.Session.Open));
        foreach (int lag in (int[])[10, 60, 300])
        {
            double then = lastSecond - lag >= 0 ? facts.MidAt(lastSecond - lag) : double.NaN;
            f[$"return_{lag}s_bps"] = (Mid / then - 1) * 1e4;
        }

        f["return_since_open_bps"] = facts.Quotes.Count > 0 ? (Mid / facts.Quotes[0].Quote.Mid - 1) * 1e4 : double.NaN;
        double Volatility(double halfLife) => Math.Sqrt(NaiveVolatility.PerSecond(facts, asOf, halfLife, 30) * facts.Session.LengthSeconds);
        f["realised_volatility_60s_bps"] = Volatility(60) * 1e4;
        f["realised_volatility_300s_bps"] = Volatility(300) * 1e4;
        f["realised_volatility_1800s_bps"] = Volatility(1800) * 1e4;
        f["volatility_ratio_300s"] = Volatility(300) / sigma;
        f["volatility_ratio_session"] = Volatility(double.PositiveInfinity) / sigma;
        f["daily_volatility"] = sigma;
    }

    private void AddLiquidity(Dictionary<string, double> f)
    {
        double Trades(double h) => facts.Trades.Sum(t => Weight(t.Available, h));
        double Volume(double h) => facts.Trades.Sum(t => Weight(t.Available, h) * t.Trade.Size);
        f["adv_units"] = adv;
        f["adv_sessions"] = history.AdvSessions;
        f["shares_outstanding_over_adv"] = (instrument.SharesOutstanding ?? double.NaN) / adv;
        f["relative_volume"] = facts.Trades.Count > 0 && Share > 0 ? facts.AllTrades.Sum(t => t.Trade.Size) / adv / history.CurveUpTo(Share) : double.NaN;
        f["volume_rate"] = facts.Trades.Count > 0 && watchedSeconds >= 1
            ? Volume(300) / WeightOver(facts.Start!.Value, asOf, 300) * facts.Session.LengthSeconds / adv / history.RelativeRate(Share)
            : double.NaN;
        f["mean_trade_size"] = Volume(300) / Trades(300) / adv;
        f["trades_per_quote"] = Ratio(Trades(300), facts.Quotes.Sum(q => Weight(q.Available, 300)));
        f["kyle_lambda"] = KyleLambda() * 1e-4 * adv / sigma;
        f["amihud"] = Amihud() * 1e-4 * adv / sigma;
        f["mid_price"] = Mid;
    }

    /// <summary>Mid change in bps and the trades of each whole interval that both ends of which have a mid.</summary>
    private List<(double Age, double Change, List<NaiveTrade> Trades)> Intervals(int length)
    {
        var found = new List<(double, double, List<NaiveTrade>)>();
        int last = (int)Math.Floor(asOf.SecondsSince(facts.Session.Open)) / length * length;
        for (int end = length; end <= last; end += length)
        {
            double from = facts.MidAt(end - length), to = facts.MidAt(end);
            if (double.IsNaN(from) || double.IsNaN(to))
                continue;
            List<NaiveTrade> inside = facts.Trades.Where(t => t.Available >= facts.Second(end - length) && t.Available < facts.Second(end)).ToList();
            found.Add((last - end, (to / from - 1) * 1e4, inside));
        }

        return found;
    }

    private double KyleLambda()
    {
        var points = Intervals(10).Select(i => (W: Math.Pow(0.5, i.Age / 1800), X: i.Trades.Sum(t => t.Sign * t.Trade.Size), Y: i.Change)).ToList();
        if (points.Count < 12)
            return double.NaN;
        double weights = points.Sum(p => p.W);
        double x = points.Sum(p => p.W * p.X) / weights, y = points.Sum(p => p.W * p.Y) / weights;
        double variance = points.Sum(p => p.W * (p.X - x) * (p.X - x));
        return variance > 0 ? points.Sum(p => p.W * (p.X - x) * (p.Y - y)) / variance : double.NaN;
    }

    private double Amihud()
    {
        var traded = Intervals(60).Where(i => i.Trades.Count > 0).ToList();
        return traded.Count >= 3
            ? traded.Sum(i => Math.Pow(0.5, i.Age / 1800) * Math.Abs(i.Change)) / traded.Sum(i => Math.Pow(0.5, i.Age / 1800) * i.Trades.Sum(t => t.Trade.Size))
            : double.NaN;
    }

    private void AddTiming(Dictionary<string, double> f)
    {
        f["seconds_to_close"] = facts.Session.Close.SecondsSince(asOf);
        f["session_share"] = Share;
        f["volume_curve_position"] = history.CurveUpTo(Share);
        f["seconds_since_quote"] = facts.Quotes.Count > 0 ? asOf.SecondsSince(facts.Quotes[^1].EventTime) : double.NaN;
        f["seconds_since_trade"] = facts.Trades.Count > 0 ? asOf.SecondsSince(facts.Trades.Max(t => t.EventTime)) : double.NaN;
        f["seconds_since_depth"] = facts.Depth is { } d ? asOf.SecondsSince(d.EventTime) : double.NaN;
        f["seconds_since_large_trade"] = SinceLargeTrade();
        double Rate(IEnumerable<Timestamp> times, double h) => watchedSeconds >= 1 ? times.Sum(t => Weight(t, h)) / WeightOver(facts.Start!.Value, asOf, h) : double.NaN;
        List<Timestamp> trades = facts.Trades.Select(t => t.Available).ToList(), quotes = facts.Quotes.Select(q => q.Available).ToList();
        f["trade_rate"] = trades.Count > 0 ? Rate(trades, 60) : double.NaN;
        f["trade_rate_ratio"] = trades.Count > 0 ? Rate(trades, 60) / Rate(trades, 1800) : double.NaN;
        f["quote_rate"] = Rate(quotes, 60);
        f["quote_rate_ratio"] = Rate(quotes, 60) / Rate(quotes, 1800);
        var revisions = facts.Quotes.Zip(facts.Quotes.Skip(1)).Where(p => p.First.Quote.Bid != p.Second.Quote.Bid || p.First.Quote.Ask != p.Second.Quote.Ask);
        f["quote_revision_rate"] = Rate(revisions.Select(p => p.Second.Available), 60);
    }

    private double SinceLargeTrade()
    {
        double latest = double.NaN;
        for (int i = 20; i < facts.Trades.Count; i++)
        {
            double Before(Func<NaiveTrade, double> x) => facts.Trades.Take(i).Sum(t => Math.Pow(0.5, facts.Trades[i].Available.SecondsSince(t.Available) / 300) * x(t));
            if (facts.Trades[i].Trade.Size >= 10 * Before(t => t.Trade.Size) / Before(_ => 1))
                latest = double.IsNaN(latest) ? asOf.SecondsSince(facts.Trades[i].EventTime) : Math.Min(latest, asOf.SecondsSince(facts.Trades[i].EventTime));
        }

        return latest;
    }
}
