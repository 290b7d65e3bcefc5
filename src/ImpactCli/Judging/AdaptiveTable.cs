using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>
/// What calibration would have won by learning on from the test orders' own outcomes, each used only after it was known: adaptive conformal inference over the calibrated forecasts, once with one state for all and once with
/// one per name. Not what is served; where it is much better, the world has moved on from the calibration days and it is time to train.
/// </summary>
internal static class AdaptiveTable
{
    /// <summary>Indices of the 50, 80 and 90 % intervals in <see cref="CentralInterval.Reported"/>.</summary>
    private static readonly int[] intervals = [0, 1, 2];

    /// <param name="target">Slippage, or price shift.</param>
    /// <param name="seed">Of the intervals by day.</param>
    public static ReportTable Of(string target, AdaptiveStream stream, ulong seed)
    {
        ScoredForecasts[] all = [stream.Calibrated, stream.Common, stream.ByName];
        ReportTable table = new(
            $"{target} with calibration that goes on learning from known outcomes (adaptive conformal inference), beside the model's own",
            ["orders", "count", "CRPS bps", .. Adapted, "adaptive's skill", .. intervals.SelectMany(k => (string[])[$"covers {Figures.Percent(CentralInterval.Reported[k].NominalCoverage, 0)}", .. Adapted])]);
        foreach (JudgedOrders part in Parts(stream, seed).Where(part => part.Count > 0))
        {
            table.Add([
                part.Name, Figures.Count(part.Count), .. all.Select(f => Figures.Number(part.Mean(f.Crps).Estimate, 3)), Figures.PercentInterval(part.Skill(stream.Common.Crps, stream.Calibrated.Crps)),
                .. intervals.SelectMany(k => all.Select(f => Figures.Percent(part.Share(f.IsCovered[k]).Estimate)))]);
        }

        return table;
    }

    private static string[] Adapted => ["adaptive", "by name"];

    /// <summary>Both halves of the stream, because the second has learned, and each name.</summary>
    private static IEnumerable<JudgedOrders> Parts(AdaptiveStream stream, ulong seed)
    {
        int[] days = [.. stream.Orders.Select(order => order.SessionDate.DayNumber)];
        int half = stream.Orders.Length / 2;
        yield return new JudgedOrders("all", days, seed, _ => true);
        yield return new JudgedOrders("first half", days, seed, i => i < half);
        yield return new JudgedOrders("second half", days, seed, i => i >= half);
        foreach (string symbol in stream.Orders.Select(order => order.Symbol).Distinct().Order(StringComparer.Ordinal))
            yield return new JudgedOrders(symbol, days, seed, i => stream.Orders[i].Symbol == symbol);
    }
}
