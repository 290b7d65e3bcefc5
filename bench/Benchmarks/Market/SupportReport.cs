using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Benchmarks.Market;

/// <summary>
/// The support rule on held-out orders. False alarms: the rule of all training orders on the test days. Detection, axis by axis: a rule that has seen only one side of a cut meets the orders of the test days that lie
/// clearly beyond it, and those on its own side show its false alarms there.
/// </summary>
internal static class SupportReport
{
    private static readonly Axis[] axes =
    [
        new("size: training below 0.1 % of ADV, met at 1 % and more", q => q.AdvFraction < 1e-3, q => q.AdvFraction >= 1e-2, a => a.Size),
        new("size: training below 0.1 % of ADV, met at 0.2 to 1 %", q => q.AdvFraction < 1e-3, q => q.AdvFraction is >= 2e-3 and < 1e-2, a => a.Size),
        new("horizon: training below 30 min, met at 1 h and more", q => q.HorizonSeconds < 1_800, q => q.HorizonSeconds >= 3_600, a => a.Horizon),
        new("horizon: training of 5 min and more, met below 2.5 min", q => q.HorizonSeconds >= 300, q => q.HorizonSeconds < 150, a => a.Horizon),
        new("taker fraction: training above 0.4, met below 0.3", q => q.TakerFraction > 0.4, q => q.TakerFraction < 0.3, a => a.TakerFraction),
    ];

    public static void Print(FoldedOrders folds, LawInputReader reader)
    {
        SupportQuery[] train = Queries(folds.Train, reader);
        SupportQuery[] test = Queries(folds.Test, reader);
        SupportRates held = SupportRule.Fit(train).Rates(test);
        MarketBench.Line($"\nsupport, {held.OrderCount:N0} held-out orders: outside {held.Outside:P2} (size {held.SizeOutside:P2}, horizon {held.HorizonOutside:P2}, taker fraction {held.TakerFractionOutside:P2}), at the edge {held.Edge:P2}");
        MarketBench.Line($"\n| axis and cut | held-out orders beyond | found outside | at the edge | held-out orders within | called outside | at the edge |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (Axis axis in axes)
            Print(axis, train, test);
    }

    private static void Print(Axis axis, SupportQuery[] train, SupportQuery[] test)
    {
        SupportQuery[] seen = [.. train.Where(axis.IsWithin)];
        SupportQuery[] beyond = [.. test.Where(axis.IsBeyond)];
        SupportQuery[] within = [.. test.Where(axis.IsWithin)];
        if (seen.Length == 0)
            return;
        SupportRule rule = SupportRule.Fit(seen);
        MarketBench.Line($"| {axis.Name} | {beyond.Length:N0} | {Share(beyond, SupportLevel.Outside):P1} | {Share(beyond, SupportLevel.Edge):P1} | {within.Length:N0} | {Share(within, SupportLevel.Outside):P2} | {Share(within, SupportLevel.Edge):P2} |");

        double Share(SupportQuery[] orders, SupportLevel level) => orders.Length == 0 ? double.NaN : orders.Count(order => axis.LevelOf(rule.Assess(order)) == level) / (double)orders.Length;
    }

    private static SupportQuery[] Queries(IEnumerable<TrainingOrder> orders, LawInputReader reader) => [.. orders.Select(order => reader.ReadSupport(order.Features))];

    private sealed record Axis(string Name, Func<SupportQuery, bool> IsWithin, Func<SupportQuery, bool> IsBeyond, Func<SupportAssessment, SupportLevel> LevelOf);
}
