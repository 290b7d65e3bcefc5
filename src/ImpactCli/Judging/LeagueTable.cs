using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>The model beside every law on all test orders.</summary>
internal static class LeagueTable
{
    /// <summary>Index of the 90 % interval.</summary>
    private const int Interval90 = 2;

    public static ReportTable Of(Judgement judgement)
    {
        JudgedOrders all = new("all", judgement, _ => true);
        ReportTable table = new("Slippage, all test orders", "forecaster", "CRPS bps", "pinball bps", "model's skill, CRPS", "model's skill, pinball", "covers 90 %", "mean error bps");
        foreach (ScoredForecasts forecasts in judgement.Result.Laws.Insert(0, judgement.Result.Model))
        {
            bool isModel = ReferenceEquals(forecasts, judgement.Result.Model);
            table.Add(
                forecasts.Name,
                Figures.Interval(all.Mean(forecasts.Crps), 4),
                Figures.Number(all.Mean(forecasts.Pinball).Estimate, 4),
                isModel ? "" : Figures.PercentInterval(all.Skill(f => f.Crps, forecasts)),
                isModel ? "" : Figures.PercentInterval(all.Skill(f => f.Pinball, forecasts)),
                Figures.PercentInterval(all.Coverage(forecasts, Interval90)),
                Figures.Interval(all.Mean(forecasts.ErrorBps), 3));
        }

        return table;
    }
}
