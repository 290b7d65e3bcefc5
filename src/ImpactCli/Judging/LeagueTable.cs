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
        JudgedOrders all = new("all", judgement.Result.Days, judgement.Seed, _ => true);
        ScoredForecasts model = judgement.Result.Model;
        ReportTable table = new("Slippage, all test orders", "forecaster", "CRPS bps", "pinball bps", "model's skill, CRPS", "model's skill, pinball", "covers 90 %", "mean error bps");
        foreach (ScoredForecasts forecasts in judgement.Result.Laws.Insert(0, model))
        {
            bool isModel = ReferenceEquals(forecasts, model);
            table.Add(
                forecasts.Name,
                Figures.Interval(all.Mean(forecasts.Crps), 4),
                Figures.Number(all.Mean(forecasts.Pinball).Estimate, 4),
                isModel ? "" : Figures.PercentInterval(all.Skill(model.Crps, forecasts.Crps)),
                isModel ? "" : Figures.PercentInterval(all.Skill(model.Pinball, forecasts.Pinball)),
                Figures.PercentInterval(all.Share(forecasts.IsCovered[Interval90])),
                Figures.Interval(all.Mean(forecasts.ErrorBps), 3));
        }

        return table;
    }
}
