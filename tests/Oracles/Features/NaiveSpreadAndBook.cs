using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>Spread, mark-outs and book by plain loops.</summary>
public sealed class NaiveSpreadAndBook(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    : NaiveView(instrument, known, all, asOf)
{
    public override void AddTo(Dictionary<string, double> features)
    {
        AddSpread(features);
        AddMarkOuts(features, 5);
        AddMarkOuts(features, 60);
        AddBook(features);
    }

    private void AddSpread(Dictionary<string, double> f)
    {
        double half = Now is { } q ? HalfSpreadOf(q) : double.NaN;
        f["half_spread_bps"] = half;
        f["spread_ticks"] = Now is { } n && Instrument.TickSize is { } tick ? (n.Ask - n.Bid) / tick : double.NaN;
        f["spread_percentile"] = SpreadPercentile(half);
        f["spread_to_recent"] = Ratio(half, TimeMean(HalfSpreadOf, 300));
        f["spread_to_history"] = half / History.MeanHalfSpreadBps;
        List<NaiveTrade> judged = Facts.Trades.Where(t => t.Sign != 0 && !double.IsNaN(t.MidBefore)).ToList();
        f["effective_half_spread_bps"] = judged.Sum(t => Weight(t.Available, 300) * t.Trade.Size * t.Sign * (t.Trade.Price - t.MidBefore) / t.MidBefore * 1e4)
            / judged.Sum(t => Weight(t.Available, 300) * t.Trade.Size);
        f["noise_to_spread"] = half > 0 ? Bounce() / half : double.NaN;
    }

    private double SpreadPercentile(double half)
    {
        static int Class(double h) => h > 0 ? Math.Clamp((int)Math.Floor(8 * (Math.Log2(h) + 6)), 0, 151) : 0;
        double below = 0, same = 0, total = 0;
        for (int i = 0; i < Facts.Quotes.Count; i++)
        {
            double seconds = EndOf(i).SecondsSince(Facts.Quotes[i].Available);
            int c = Class(HalfSpreadOf(Facts.Quotes[i].Quote));
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
        for (int i = 2; i < Facts.Trades.Count; i++, pairs++)
        {
            double P(int j) => Math.Log(Facts.Trades[j].Trade.Price);
            double weight = Weight(Facts.Trades[i].Available, 300);
            sum += weight * (P(i) - P(i - 1)) * (P(i - 1) - P(i - 2));
            weights += weight;
        }

        return pairs >= 10 ? Math.Sqrt(Math.Max(0, -sum / weights)) * 1e4 : double.NaN;
    }

    private void AddMarkOuts(Dictionary<string, double> f, int lag)
    {
        int lastSecond = (int)Math.Floor(AsOf.SecondsSince(Facts.Session.Open));
        double adverse = 0, realised = 0, weights = 0;
        foreach (NaiveTrade t in Facts.Trades.Where(t => t.Sign != 0 && !double.IsNaN(t.MidBefore)))
        {
            int mark = (int)((t.Available.UnixMicros - Facts.Session.Open.UnixMicros) / 1_000_000) + 1 + lag;
            if (mark > lastSecond || double.IsNaN(Facts.MidAt(mark)))
                continue;
            double weight = Math.Pow(0.5, (lastSecond - mark) / 1800.0) * t.Trade.Size;
            adverse += weight * t.Sign * (Facts.MidAt(mark) - t.MidBefore) / t.MidBefore * 1e4;
            realised += weight * t.Sign * (t.Trade.Price - Facts.MidAt(mark)) / t.MidBefore * 1e4;
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
        f["touch_to_adv"] = touch / Adv;
        f["touch_to_recent"] = Ratio(touch, TouchMean);
        f["imbalance_5"] = DepthImbalance(5);
        f["imbalance_10"] = DepthImbalance(10);
        f["depth_within_5bps"] = DepthWithin(5) / Adv;
        f["depth_within_25bps"] = DepthWithin(25) / Adv;
    }

    private double DepthImbalance(int levels)
    {
        if (Facts.Depth?.Depth is not { } d || (d.BidSizes.Length < levels && d.AskSizes.Length < levels))
            return double.NaN;
        double bid = d.BidSizes.Take(levels).Sum(), ask = d.AskSizes.Take(levels).Sum();
        return (bid - ask) / (bid + ask);
    }

    private double DepthWithin(double bps)
    {
        if (Facts.Depth?.Depth is not { } d || double.IsNaN(Mid))
            return double.NaN;
        double Near(double[] prices, double[] sizes) => prices.Zip(sizes).Where(level => Math.Abs(level.First / Mid - 1) * 1e4 <= bps + 1e-6).Sum(level => level.Second);
        return Near(d.BidPrices, d.BidSizes) + Near(d.AskPrices, d.AskSizes);
    }
}
