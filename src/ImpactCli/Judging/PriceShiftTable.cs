using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Scores of the lasting price shift, by kind, over the orders that have one.</summary>
internal static class PriceShiftTable
{
    public static ReportTable Of(Judgement judgement)
    {
        BacktestResult result = judgement.Result;
        ReportTable table = new($"Price shift ({Figures.Count(result.PriceShiftOrders.Length)} orders; missing where the session ends before the lag has passed)",
            "orders", "count", "CRPS bps", "pinball bps", "covers 50 %", "80 %", "90 %", "95 %", "mean error bps");
        string[] kinds = [.. judgement.Orders.Select(o => KindNames.Of(o.Kind)).Distinct().Order(StringComparer.Ordinal)];
        Add(table, "all", judgement, [.. Enumerable.Range(0, result.PriceShiftOrders.Length)]);
        foreach (string kind in kinds)
            Add(table, kind, judgement, [.. Enumerable.Range(0, result.PriceShiftOrders.Length).Where(i => result.Orders[result.PriceShiftOrders[i]].Kind == kind)]);
        return table;
    }

    private static void Add(ReportTable table, string name, Judgement judgement, int[] rows)
    {
        if (rows.Length == 0)
            return;
        ScoredForecasts scores = judgement.Result.PriceShift;
        BlockBootstrap bootstrap = new(Array.ConvertAll(rows, i => judgement.Result.Orders[judgement.Result.PriceShiftOrders[i]].Day), judgement.Seed);
        table.Add([
            name, Figures.Count(rows.Length), Figures.Interval(bootstrap.Mean(Pick(scores.Crps)), 3), Figures.Number(bootstrap.Mean(Pick(scores.Pinball)).Estimate, 3),
            .. scores.IsCovered.Select(covered => Figures.Percent(rows.Average(i => covered[i] ? 1.0 : 0.0))), Figures.Interval(bootstrap.Mean(Pick(scores.ErrorBps)), 2)]);

        double[] Pick(double[] values) => Array.ConvertAll(rows, i => values[i]);
    }
}
