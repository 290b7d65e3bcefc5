using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>
/// What calibration would have won by learning on from the test orders' own outcomes, each known at the end of its order: adaptive conformal inference over the calibrated forecasts, once with one state for all and once with
/// one per name. Not what is served; where it is much better, the world has moved on from the calibration days and it is time to train.
/// </summary>
internal static class AdaptiveTable
{
    private const int Interval50 = 0;
    private const int Interval90 = 2;

    public static ReportTable Of(Judgement judgement)
    {
        ScoredForecasts calibrated = judgement.Result.Model;
        ScoredForecasts common = Replay(judgement, "adaptive", _ => "all"), byName = Replay(judgement, "by name", order => order.Symbol);
        ReportTable table = new(
            "Calibration that goes on learning from known outcomes (adaptive conformal inference), beside the model's own", "orders", "count", "CRPS bps", "adaptive", "by name", "covers 50 %", "adaptive", "by name",
            "covers 90 %", "adaptive", "by name");
        foreach (JudgedOrders part in Parts(judgement).Where(part => part.Count > 0))
        {
            ScoredForecasts[] all = [calibrated, common, byName];
            table.Add([
                part.Name, Figures.Count(part.Count), .. all.Select(f => Figures.Number(part.Mean(f.Crps).Estimate, 3)), .. all.Select(f => Figures.Percent(part.Share(f.IsCovered[Interval50]).Estimate)),
                .. all.Select(f => Figures.Percent(part.Share(f.IsCovered[Interval90]).Estimate))]);
        }

        return table;
    }

    private static ScoredForecasts Replay(Judgement judgement, string name, Func<TrainingOrder, string> stateOf)
    {
        ReplayedForecast[] stream =
            [.. judgement.Orders.Select((order, i) => new ReplayedForecast(stateOf(order), order.T0, order.TEnd, judgement.Result.Estimates[i].Slippage, judgement.Result.Orders[i].SlippageBps))];
        CostDistribution[] served = AdaptiveReplay.Run(stream, judgement.Artifact.Slippage.Tails, judgement.Seed);
        return ScoredForecasts.Score(name, served, [.. judgement.Result.Orders.Select(order => order.SlippageBps)], judgement.Seed);
    }

    /// <summary>Both halves of the stream, because the second has learned, and each name.</summary>
    private static IEnumerable<JudgedOrders> Parts(Judgement judgement)
    {
        int[] days = judgement.Result.Days;
        int half = judgement.Orders.Length / 2;
        yield return new JudgedOrders("all", days, judgement.Seed, _ => true);
        yield return new JudgedOrders("first half", days, judgement.Seed, i => i < half);
        yield return new JudgedOrders("second half", days, judgement.Seed, i => i >= half);
        foreach (string symbol in judgement.Orders.Select(o => o.Symbol).Distinct().Order(StringComparer.Ordinal))
            yield return new JudgedOrders(symbol, days, judgement.Seed, i => judgement.Orders[i].Symbol == symbol);
    }
}
