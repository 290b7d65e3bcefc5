using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Everything that is measured of a model on its test fold, best first or not.</summary>
internal static class BacktestReport
{
    public static void Write(IReport report, BacktestOutcome outcome)
    {
        Judgement judgement = outcome.Plain;
        ModelCard card = judgement.Artifact.Card;
        int days = judgement.Result.Days.Distinct().Count();
        report.Heading($"Backtest of {judgement.Artifact.Id}");
        report.Line($"{Figures.Count(judgement.Orders.Length)} test orders on {PromotionLine.Days(days)}, {card.Test.From:yyyy-MM-dd'T'HH:mm:ss'Z'} to {card.Test.Until:yyyy-MM-dd'T'HH:mm:ss'Z'}; laws fitted on the model's own training fold, each with its own table of residuals.");
        report.Line($"Intervals in brackets: {Figures.Percent(BlockBootstrap.DefaultLevel, 0)}, by resampling days across instruments{Caveat(days)}. Skill: 1 - score/score of the law.");
        report.Line($"support: {Shares(judgement, e => e.Support.Overall.ToString())}; rung: {Shares(judgement, e => e.Rung.ToString())}");
        report.Table(LeagueTable.Of(judgement));
        report.Table(CalibrationTables.Levels(judgement));
        foreach (ReportTable table in BreakdownTables.Of(judgement))
            report.Table(table);
        if (outcome.Stretched is { } stretched)
            report.Table(BreakdownTables.Table(stretched, $"Metaorders with planned horizons stretched up to {StretchedHorizons.MaximumStretch} times", o => KindNames.Of(o.Kind)));
        report.Table(CalibrationTables.Cells(judgement));
        report.Table(AdaptiveTable.Of("Slippage", AdaptiveStream.OfSlippage(judgement), judgement.Seed));
        report.Table(CalibrationTables.Pit(judgement.Result.Model));
        report.Table(CalibrationTables.Exceedance(judgement));
        report.Table(PriceShiftTable.Of(judgement));
        report.Table(AdaptiveTable.Of("Price shift", AdaptiveStream.OfPriceShift(judgement), judgement.Seed));
        if (outcome.Groups is { } groups)
            report.Table(groups);
    }

    private static string Caveat(int days) => days switch
    {
        < 2 => "; one day allows none",
        < BootstrapInterval.FewBlockCount => $"; with {days} days they are too narrow",
        _ => "",
    };

    private static string Shares(Judgement judgement, Func<ImpactEstimate, string> nameOf) => string.Join(", ", judgement.Result.Estimates
        .GroupBy(nameOf)
        .OrderByDescending(group => group.Count())
        .Select(group => $"{group.Key.ToLowerInvariant()} {Figures.Percent((double)group.Count() / judgement.Orders.Length)}"));
}
