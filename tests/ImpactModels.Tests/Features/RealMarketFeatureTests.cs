using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using Xunit.Abstractions;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>Two US shares of October 2013: a dear one with a moving spread, and a cheap one whose spread is one tick all day.</summary>
public sealed class RealMarketFeatureTests(ITestOutputHelper output)
{
    private const string Folder = "us-equities";

    private static readonly DateOnly day = new(2013, 10, 8);

    private static List<MarketEvent> Read(string symbol) => LeanTicks.Read(SharedData.Find($"{Folder}/tick/{symbol}")!, day);

    /// <summary>Cont, Kukanov and Stoikov (2014) report about 65 % on liquid US shares: mid change in ticks on Σ e_n, 10 s intervals, a slope for each half-hour.</summary>
    [SharedDataFact(Folder)]
    public void OrderFlowImbalance_TenSecondIntervals_ExplainsTheMid()
    {
        foreach (string symbol in (string[])["ibm", "bac"])
        {
            double share = ExplainedShare(Read(symbol));
            output.WriteLine($"{symbol}: contemporaneous R² of 10 s mid changes on order-flow imbalance {share:P1}");
            Assert.InRange(share, 0.3, 0.95);
        }
    }

    private static double ExplainedShare(List<MarketEvent> events)
    {
        TradingSession session = LeanTicks.InstrumentOf("x").Calendar.SessionOn(day);
        int count = (int)(session.LengthSeconds / 10);
        double[] flow = new double[count], mids = new double[count + 1];
        Quote? before = null;
        foreach (MarketEvent e in events.Where(e => e.Kind == MarketEventKind.Quote && e.Quote.Bid <= e.Quote.Ask))
        {
            int interval = (int)(e.EventTime.SecondsSince(session.Open) / 10);
            if (before is { } b)
                flow[interval] += OrderFlowImbalance.Of(b, e.Quote);
            before = e.Quote;
            mids[interval + 1] = e.Quote.Mid;
        }

        double residual = 0, total = 0;
        for (int from = 0; from + 180 <= count; from += 180)
            AddRegression(flow.AsSpan(from, 180), mids.AsSpan(from, 181), ref residual, ref total);
        return 1 - residual / total;
    }

    private static void AddRegression(ReadOnlySpan<double> flow, ReadOnlySpan<double> mids, ref double residual, ref double total)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < flow.Length; i++)
        {
            if (!(mids[i] > 0) || !(mids[i + 1] > 0))
                continue;
            double change = mids[i + 1] - mids[i];
            (n, x, y, xx, xy, yy) = (n + 1, x + flow[i], y + change, xx + flow[i] * flow[i], xy + flow[i] * change, yy + change * change);
        }

        double variance = yy - y * y / n, covariance = xy - x * y / n;
        total += variance;
        residual += variance - covariance * covariance / (xx - x * x / n);
    }

    [SharedDataFact(Folder)]
    public void MarketFeatures_RealDay_AreThereAndSane()
    {
        foreach (string symbol in (string[])["ibm", "bac"])
        {
            FeatureSchema schema = FeatureSchema.Create([]);
            List<double[]> rows = Replay(symbol, schema);
            for (int i = 0; i < schema.MarketCount; i++)
                Report(symbol, schema.Features[i], [.. rows.Select(r => r[i]).Where(x => !double.IsNaN(x)).Order()], rows.Count);
            double Median(string name) => rows.Select(r => r[schema.IndexOf(name)]).Where(x => !double.IsNaN(x)).Order().ToArray() is var known ? known[known.Length / 2] : 0;
            Assert.InRange(Median("half_spread_bps"), 0.5, 5);
            Assert.InRange(Median("effective_half_spread_bps"), 0.3, 5);
            Assert.True(Median("adverse_selection_60s_bps") > 0);
            Assert.True(Median("kyle_lambda") > 0);
            Assert.InRange(Median("volatility_ratio_session"), 0.3, 2);
            Assert.InRange(Median("relative_volume"), 0.2, 5);
        }
    }

    private static List<double[]> Replay(string symbol, FeatureSchema schema)
    {
        Instrument instrument = LeanTicks.InstrumentOf(symbol);
        IEnumerable<SessionSummary> bars = LeanTicks.ReadBars(SharedData.Find($"{Folder}/daily/{symbol}.zip")!, day);
        var engine = new FeatureEngine(instrument, schema, SessionHistory.From(bars));
        var rows = new List<double[]>();
        foreach (MarketEvent e in Read(symbol))
        {
            engine.OnEvent(e);
            if (e.Kind == MarketEventKind.Trade && engine.Counters.Accepted % 50 == 0)
                rows.Add(engine.Snapshot(e.AvailableTime).MarketFeatures);
        }

        return rows;
    }

    private void Report(string symbol, FeatureDefinition feature, double[] known, int rows)
    {
        Assert.All(known, x => Assert.True(double.IsFinite(x)));
        double Quantile(double level) => known.Length == 0 ? double.NaN : known[(int)(level * (known.Length - 1))];
        output.WriteLine($"{symbol} {feature.Name,-32} known {(double)known.Length / rows,6:P0}  5 % {Quantile(0.05),12:G4}  median {Quantile(0.5),12:G4}  95 % {Quantile(0.95),12:G4}");
    }
}
