using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>All contenders under each other: slippage, price shift, exceedance.</summary>
internal static class ContenderTables
{
    /// <summary>Index of the 90 % interval.</summary>
    private const int Interval90 = 2;

    public static ReportTable Slippage(League league) => Table(league, "Slippage, all test orders", league.Part("all", _ => true), league.BestLaw, contender => contender.Slippage);

    public static ReportTable PriceShift(League league)
    {
        int[] days = [.. league.PriceShiftOrders.Select(i => league.Days[i])];
        Contender best = league.Laws.MinBy(law => law.PriceShift.Crps.Average())!;
        return Table(league, "Price shift, the test orders that have one", new JudgedOrders("all", days, league.Seed, _ => true), best, contender => contender.PriceShift);
    }

    public static ReportTable Exceedance(League league)
    {
        ReportTable table = new("Exceedance P(slippage > threshold): Brier score and its reliability part", [
            "forecaster", .. ScoredForecasts.ThresholdsBps.SelectMany(bps => new[] { $"Brier {Figures.Number(bps, 0)} bps", "reliability" })]);
        foreach (Contender contender in league.All)
        {
            IEnumerable<ExceedanceReliability> reliability = ScoredForecasts.ThresholdsBps.Select((bps, k) =>
                ExceedanceReliability.From(contender.Slippage.Exceedance[k], [.. league.Orders.Select(order => order.SlippageBps > bps)]));
            table.Add([contender.Name, .. reliability.SelectMany(r => new[] { Figures.Number(r.BrierScore, 4), Figures.Number(r.Reliability, 5) })]);
        }

        return table;
    }

    private static ReportTable Table(League league, string title, JudgedOrders part, Contender best, Func<Contender, ScoredForecasts> forecastsOf)
    {
        ReportTable table = new(title, "forecaster", "CRPS bps", "pinball bps", $"CRPS skill over {best.Name}", "pinball skill", "covers 90 %", "width 90 % bps", "mean error bps");
        foreach (Contender contender in league.All)
        {
            ScoredForecasts own = forecastsOf(contender), law = forecastsOf(best);
            bool isBest = ReferenceEquals(contender, best);
            table.Add(
                contender.Name,
                Figures.Interval(part.Mean(own.Crps), 4),
                Figures.Number(part.Mean(own.Pinball).Estimate, 4),
                isBest ? "" : Figures.PercentInterval(part.Skill(own.Crps, law.Crps)),
                isBest ? "" : Figures.PercentInterval(part.Skill(own.Pinball, law.Pinball)),
                Figures.PercentInterval(part.Share(own.IsCovered[Interval90])),
                Figures.Number(part.Mean(own.WidthBps[Interval90]).Estimate, 3),
                Figures.Interval(part.Mean(own.ErrorBps), 3));
        }

        return table;
    }
}
