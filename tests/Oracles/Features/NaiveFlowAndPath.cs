using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>Order flow, returns and volatility by plain loops.</summary>
public sealed class NaiveFlowAndPath(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    : NaiveView(instrument, known, all, asOf)
{
    public override void AddTo(Dictionary<string, double> features)
    {
        AddFlow(features);
        AddPath(features);
    }

    private void AddFlow(Dictionary<string, double> f)
    {
        foreach (double h in (double[])[10, 60, 300, 1800])
        {
            double signed = Facts.Trades.Sum(t => Weight(t.Available, h) * t.Sign * t.Trade.Size);
            double total = Facts.Trades.Sum(t => Weight(t.Available, h) * t.Trade.Size);
            f[$"signed_flow_{h}s"] = Facts.Trades.Count > 0 ? signed / Adv : double.NaN;
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
        for (int i = 1; i < Facts.Quotes.Count; i++)
        {
            Quote q = Facts.Quotes[i].Quote, p = Facts.Quotes[i - 1].Quote;
            if (!Sized(q) || !Sized(p))
                continue;
            double bid = q.Bid > p.Bid ? q.BidSize : q.Bid < p.Bid ? -p.BidSize : q.BidSize - p.BidSize;
            double ask = q.Ask < p.Ask ? q.AskSize : q.Ask > p.Ask ? -p.AskSize : q.AskSize - p.AskSize;
            sum += Weight(Facts.Quotes[i].Available, halfLife) * (bid - ask);
        }

        return sum;
    }

    private double SignAutocorrelation()
    {
        List<NaiveTrade> signed = Facts.Trades.Where(t => t.Sign != 0).ToList();
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
        double size = Adv / 200, total = Facts.Trades.Sum(t => t.Trade.Size);
        if (double.IsNaN(size) || total / size < 5)
            return double.NaN;
        int full = (int)(total / size);
        var shares = new List<double>();
        for (int j = Math.Max(0, full - 50); j < full; j++)
        {
            double signed = 0, from = 0;
            foreach (NaiveTrade t in Facts.Trades)
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
        int lastSecond = (int)Math.Floor(AsOf.SecondsSince(Facts.Session.Open));
        foreach (int lag in (int[])[10, 60, 300])
        {
            double then = lastSecond - lag >= 0 ? Facts.MidAt(lastSecond - lag) : double.NaN;
            f[$"return_{lag}s_bps"] = (Mid / then - 1) * 1e4;
        }

        f["return_since_open_bps"] = Facts.Quotes.Count > 0 ? (Mid / Facts.Quotes[0].Quote.Mid - 1) * 1e4 : double.NaN;
        double Volatility(double halfLife) => Math.Sqrt(NaiveVolatility.PerSecond(Facts, AsOf, halfLife, 30) * Facts.Session.LengthSeconds);
        f["realised_volatility_60s_bps"] = Volatility(60) * 1e4;
        f["realised_volatility_300s_bps"] = Volatility(300) * 1e4;
        f["realised_volatility_1800s_bps"] = Volatility(1800) * 1e4;
        f["volatility_ratio_300s"] = Volatility(300) / Sigma;
        f["volatility_ratio_session"] = Volatility(double.PositiveInfinity) / Sigma;
        f["volatility_ratio_week"] = History.Intraday(5) / Sigma;
        f["volatility_ratio_month"] = History.Intraday(20) / Sigma;
        f["daily_volatility"] = Sigma;
    }
}
