using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>Liquidity, ages and rates by plain loops.</summary>
public sealed class NaiveLiquidityAndTiming(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    : NaiveView(instrument, known, all, asOf)
{
    public override void AddTo(Dictionary<string, double> features)
    {
        AddLiquidity(features);
        AddTiming(features);
    }

    private void AddLiquidity(Dictionary<string, double> f)
    {
        double Trades(double h) => Facts.Trades.Sum(t => Weight(t.Available, h));
        double Volume(double h) => Facts.Trades.Sum(t => Weight(t.Available, h) * t.Trade.Size);
        f["adv_units"] = Adv;
        f["adv_sessions"] = History.AdvSessions;
        f["shares_outstanding_over_adv"] = (Instrument.SharesOutstanding ?? double.NaN) / Adv;
        f["relative_volume"] = Facts.Trades.Count > 0 && Share > 0 ? Facts.AllTrades.Sum(t => t.Trade.Size) / Adv / History.CurveUpTo(Share) : double.NaN;
        f["volume_rate"] = Facts.Trades.Count > 0 && WatchedSeconds >= 1
            ? Volume(300) / WeightOver(Facts.Start!.Value, AsOf, 300) * Facts.Session.LengthSeconds / Adv / History.RelativeRate(Share)
            : double.NaN;
        f["mean_trade_size"] = Volume(300) / Trades(300) / Adv;
        f["trades_per_quote"] = Ratio(Trades(300), Facts.Quotes.Sum(q => Weight(q.Available, 300)));
        f["kyle_lambda"] = KyleLambda() * 1e-4 * Adv / Sigma;
        f["amihud"] = Amihud() * 1e-4 * Adv / Sigma;
        f["mid_price"] = Mid;
    }

    /// <summary>Mid change in bps and the trades of each whole interval that both ends of which have a mid.</summary>
    private List<(double Age, double Change, List<NaiveTrade> Trades)> Intervals(int length)
    {
        var found = new List<(double, double, List<NaiveTrade>)>();
        int last = (int)Math.Floor(AsOf.SecondsSince(Facts.Session.Open)) / length * length;
        for (int end = length; end <= last; end += length)
        {
            double from = Facts.MidAt(end - length), to = Facts.MidAt(end);
            if (double.IsNaN(from) || double.IsNaN(to))
                continue;
            List<NaiveTrade> inside = Facts.Trades.Where(t => t.Available >= Facts.Second(end - length) && t.Available < Facts.Second(end)).ToList();
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
        f["seconds_to_close"] = Facts.Session.Close.SecondsSince(AsOf);
        f["session_share"] = Share;
        f["volume_curve_position"] = History.CurveUpTo(Share);
        f["seconds_since_quote"] = Facts.Quotes.Count > 0 ? AsOf.SecondsSince(Facts.Quotes[^1].EventTime) : double.NaN;
        f["seconds_since_trade"] = Facts.Trades.Count > 0 ? AsOf.SecondsSince(Facts.Trades.Max(t => t.EventTime)) : double.NaN;
        f["seconds_since_depth"] = Facts.Depth is { } d ? AsOf.SecondsSince(d.EventTime) : double.NaN;
        f["seconds_since_large_trade"] = SinceLargeTrade();
        double Rate(IEnumerable<Timestamp> times, double h) => WatchedSeconds >= 1 ? times.Sum(t => Weight(t, h)) / WeightOver(Facts.Start!.Value, AsOf, h) : double.NaN;
        List<Timestamp> trades = Facts.Trades.Select(t => t.Available).ToList(), quotes = Facts.Quotes.Select(q => q.Available).ToList();
        f["trade_rate"] = trades.Count > 0 ? Rate(trades, 60) : double.NaN;
        f["trade_rate_ratio"] = trades.Count > 0 ? Rate(trades, 60) / Rate(trades, 1800) : double.NaN;
        f["quote_rate"] = Rate(quotes, 60);
        f["quote_rate_ratio"] = Rate(quotes, 60) / Rate(quotes, 1800);
        var revisions = Facts.Quotes.Zip(Facts.Quotes.Skip(1)).Where(p => p.First.Quote.Bid != p.Second.Quote.Bid || p.First.Quote.Ask != p.Second.Quote.Ask);
        f["quote_revision_rate"] = Rate(revisions.Select(p => p.Second.Available), 60);
    }

    private double SinceLargeTrade()
    {
        double latest = double.NaN;
        for (int i = 20; i < Facts.Trades.Count; i++)
        {
            double Before(Func<NaiveTrade, double> x) => Facts.Trades.Take(i).Sum(t => Math.Pow(0.5, Facts.Trades[i].Available.SecondsSince(t.Available) / 300) * x(t));
            if (Facts.Trades[i].Trade.Size >= 10 * Before(t => t.Trade.Size) / Before(_ => 1))
                latest = double.IsNaN(latest) ? AsOf.SecondsSince(Facts.Trades[i].EventTime) : Math.Min(latest, AsOf.SecondsSince(Facts.Trades[i].EventTime));
        }

        return latest;
    }
}
