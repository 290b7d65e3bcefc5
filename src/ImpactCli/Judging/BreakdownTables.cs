using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>The same scores for parts of the test orders: a mean over all of them hides a name, a size or a strategy that goes wrong.</summary>
internal static class BreakdownTables
{
    /// <summary>Shorter metaorders are bursts whose planned horizon nearly tells their run time.</summary>
    private const double LongSeconds = 60;

    public static IEnumerable<ReportTable> Of(Judgement judgement)
    {
        int advFraction = judgement.Artifact.Schema.IndexOf("adv_fraction");
        yield return Table(judgement, "By kind", o => KindNames.Of(o.Kind));
        yield return Table(judgement, "By instrument", o => o.Symbol);
        yield return Table(judgement, "By strategy", o => CalibrationCells.StrategyName(o.TakerFraction));
        yield return ByAxis(judgement, CensusAxis.AdvFraction, o => o.Features[advFraction]);
        yield return ByAxis(judgement, CensusAxis.HorizonSeconds, o => o.HorizonSeconds);
        yield return Table(judgement, "Orders of at least a minute, by kind", o => KindNames.Of(o.Kind), o => o.HorizonSeconds >= LongSeconds);
    }

    public static ReportTable Table(Judgement judgement, string title, Func<TrainingOrder, string> groupOf, Func<TrainingOrder, bool>? isWanted = null)
    {
        int[] days = judgement.Result.Days;
        string[] groups = [.. judgement.Orders.Where(o => isWanted?.Invoke(o) ?? true).Select(groupOf).Distinct().Order(StringComparer.Ordinal)];
        return Table(judgement, title, groups.Select(group => new JudgedOrders(group, days, judgement.Seed, i => (isWanted?.Invoke(judgement.Orders[i]) ?? true) && groupOf(judgement.Orders[i]) == group)));
    }

    private static ReportTable ByAxis(Judgement judgement, CensusAxis axis, Func<TrainingOrder, double> valueOf)
    {
        int[] days = judgement.Result.Days;
        return Table(
            judgement,
            $"By {axis.Name}",
            axis.Labels.Select((label, bucket) => new JudgedOrders(label, days, judgement.Seed, i => axis.BucketOf(valueOf(judgement.Orders[i])) == bucket)));
    }

    private static ReportTable Table(Judgement judgement, string title, IEnumerable<JudgedOrders> parts)
    {
        ScoredForecasts best = judgement.Result.BestLaw;
        ReportTable table = new(title, "orders", "count", "days", "CRPS bps", $"skill over {best.Name}", "covers 50 %", "80 %", "90 %", "95 %", "mean error bps");
        foreach (JudgedOrders part in parts.Where(part => part.Count > 0))
        {
            ScoredForecasts model = judgement.Result.Model;
            string[] coverage = [.. model.IsCovered.Select(covered => Figures.PercentInterval(part.Share(covered)))];
            table.Add([
                part.Name, Figures.Count(part.Count), Figures.Count(part.Days), Figures.Number(part.Mean(model.Crps).Estimate, 3), Figures.PercentInterval(part.Skill(model.Crps, best.Crps)),
                .. coverage, Figures.Interval(part.Mean(model.ErrorBps), 2)]);
        }

        return table;
    }
}
