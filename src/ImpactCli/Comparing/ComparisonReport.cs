using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Everything that is measured of the learners and the laws beside each other, good or not.</summary>
internal static class ComparisonReport
{
    public static void Write(IReport report, Comparison comparison)
    {
        League league = comparison.Plain;
        int days = league.Days.Distinct().Count();
        report.Heading("Comparison");
        report.Line($"{Figures.Count(league.Orders.Length)} test orders on {PromotionLine.Days(days)}, walking forward in {comparison.Steps.Length} steps; in each, every learner and every law (with a table of residuals of its own) is fitted on the same training orders and answers the same test orders.");
        report.Line($"Intervals in brackets: {Figures.Percent(BlockBootstrap.DefaultLevel, 0)}, by resampling days across instruments, the same days for both sides{Caveat(days)}. Skill: 1 - score/score of the law.");
        report.Table(Steps(comparison));
        report.Table(Trust(comparison));
        report.Table(ContenderTables.Slippage(league));
        WriteAll(report, SkillTables.AgainstLaws(league));
        WriteAll(report, SkillTables.Breakdowns(league, comparison.Prepared.Set.Schema.IndexOf("adv_fraction")));
        if (comparison.Stretched is { } stretched)
            WriteAll(report, SkillTables.Stretched(stretched));
        report.Table(CoverageTables.ByName(league));
        WriteAll(report, CoverageTables.Of(league, league.BestLearner));
        report.Table(ContenderTables.Exceedance(league));
        report.Table(ContenderTables.PriceShift(league));
    }

    private static void WriteAll(IReport report, IEnumerable<ReportTable> tables)
    {
        foreach (ReportTable table in tables)
            report.Table(table);
    }

    private static ReportTable Steps(Comparison comparison)
    {
        ReportTable table = new("Steps", "step", "training days", "orders", "calibration days", "orders", "test days", "orders", "purged", "prior");
        foreach ((int index, ComparedStep step) in comparison.Steps.Index())
        {
            ModelCard card = step.Cards[0];
            table.Add([
                Figures.Count(index + 1), .. Cells(card.Train), .. Cells(card.Calibrate), .. Cells(card.Test), Figures.Count(step.Folds.PurgedCount),
                string.Join("/", step.Cards.Select(c => c.Prior).Distinct())]);
        }

        return table;

        static string[] Cells(FoldSpan span) => [Figures.Count(span.Days), Figures.Count(span.Orders)];
    }

    /// <summary>A learner that is believed nothing is the law with its calibration.</summary>
    private static ReportTable Trust(Comparison comparison)
    {
        ReportTable table = new($"How far each learner is believed over the law, at {string.Join("/", LearnedTrust.KnotSeconds)} s of horizon", [
            "learner", "training s", .. comparison.Steps.Select((_, i) => $"slippage, step {i + 1}"), .. comparison.Steps.Select((_, i) => $"price shift, step {i + 1}")]);
        for (int i = 0; i < comparison.Plain.Learners.Length; i++)
            table.Add([
                comparison.Plain.Learners[i].Name, Figures.Number(comparison.Steps.Sum(step => step.TrainingSeconds[i]), 1), .. comparison.Steps.Select(step => Percents(step.Cards[i].SlippageTrust)), .. comparison.Steps.Select(step => Percents(step.Cards[i].PriceShiftTrust))]);
        return table;

        static string Percents(IReadOnlyList<double> weights) => string.Join("/", weights.Select(weight => Figures.Percent(weight, 0)));
    }

    private static string Caveat(int days) => days switch
    {
        < 2 => "; one day allows none",
        < BootstrapInterval.FewBlockCount => $"; with {days} days they are too narrow",
        _ => "",
    };
}
