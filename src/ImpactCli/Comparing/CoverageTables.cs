using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Whether intervals cover what they say: by name for every learner, and in full for one, served (level map) beside conformalized (CQR).</summary>
internal static class CoverageTables
{
    /// <summary>Index of the 90 % interval.</summary>
    private const int Interval90 = 2;

    public static ReportTable ByName(League league)
    {
        ReportTable table = new("Coverage of the 90 % interval by instrument (served / CQR)", ["instrument", "orders", "days", .. league.Learners.Select(learner => learner.Name)]);
        foreach (JudgedOrders part in Names(league))
            table.Add([part.Name, Figures.Count(part.Count), Figures.Count(part.Days), .. league.Learners.Select(learner => Both(part, learner, Interval90))]);
        return table;
    }

    public static IEnumerable<ReportTable> Of(League league, Contender learner)
    {
        yield return Table(league, learner, $"Calibration of {learner.Name} by liquidity / strategy (cells with too few days or orders are joined: + )", Cells(league));
        yield return Table(league, learner, $"Calibration of {learner.Name} by instrument", Names(league));
    }

    private static ReportTable Table(League league, Contender learner, string title, IEnumerable<JudgedOrders> parts)
    {
        string[] intervals = [.. CentralInterval.Reported.Select(interval => Figures.Percent(interval.NominalCoverage, 0))];
        ReportTable table = new(title, ["orders", "count", "days", .. intervals.Select(i => $"covers {i}"), .. intervals.Select(i => $"CQR {i}"), "width 90 % bps", "CQR width bps"]);
        foreach (JudgedOrders part in parts.Prepend(league.Part("all", _ => true)))
        {
            ConformalScores conformal = learner.Conformal!;
            table.Add([
                part.Name, Figures.Count(part.Count), Figures.Count(part.Days), .. learner.Slippage.IsCovered.Select(covered => Figures.PercentInterval(part.Share(covered))),
                .. conformal.IsCovered.Select(covered => Figures.Percent(part.Share(covered).Estimate)),
                Figures.Number(part.Mean(learner.Slippage.WidthBps[Interval90]).Estimate, 3), Figures.Number(part.Mean(conformal.WidthBps[Interval90]).Estimate, 3)]);
        }

        return table;
    }

    private static string Both(JudgedOrders part, Contender learner, int interval) =>
        $"{Figures.PercentInterval(part.Share(learner.Slippage.IsCovered[interval]))} / {Figures.Percent(part.Share(learner.Conformal!.IsCovered[interval]).Estimate)}";

    private static IEnumerable<JudgedOrders> Names(League league) =>
        league.Orders.Select(order => order.Symbol).Distinct().Order(StringComparer.Ordinal).Select(symbol => league.Part(symbol, i => league.Orders[i].Symbol == symbol));

    private static IEnumerable<JudgedOrders> Cells(League league) =>
        CoverageGroups.Merged(CalibrationCells.Grid, league.Cells, league.Days)
            .Select(cells => league.Part(string.Join(" + ", cells.Select(CalibrationCells.NameOf)), i => cells.Contains(league.Cells[i])))
            .Where(part => part.Count > 0);
}
