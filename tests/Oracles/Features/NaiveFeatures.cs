using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>
/// Every market feature recomputed from the raw list of events up to t, each by its own definition with plain loops and explicit weights: nothing recursive, nothing shared
/// with the engine. Quadratic; for short streams.
/// </summary>
public static class NaiveFeatures
{
    /// <param name="known">Summaries known from elsewhere, such as daily bars.</param>
    /// <param name="all">Every event, known yet or not, in the order of available time.</param>
    public static Dictionary<string, double> At(Instrument instrument, IEnumerable<SessionSummary> known, IReadOnlyList<MarketEvent> all, Timestamp asOf)
    {
        var features = new Dictionary<string, double>();
        new NaiveSpreadAndBook(instrument, known, all, asOf).AddTo(features);
        new NaiveFlowAndPath(instrument, known, all, asOf).AddTo(features);
        new NaiveLiquidityAndTiming(instrument, known, all, asOf).AddTo(features);
        return features;
    }
}
