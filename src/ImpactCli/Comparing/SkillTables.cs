using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Skill of each learner, paired by day: against each law over all orders, and part by part against the law that is best on that part.</summary>
internal static class SkillTables
{
    /// <summary>Shorter metaorders are bursts whose planned horizon nearly tells their run time.</summary>
    private const double LongSeconds = 60;

    /// <summary>A skill of fewer orders is noise.</summary>
    private const int OrdersMin = CoverageGroups.MinimumOrders;

    private delegate double[] Score(ScoredForecasts forecasts);

    public static IEnumerable<ReportTable> AgainstLaws(League league)
    {
        JudgedOrders all = league.Part("all", _ => true);
        foreach ((string name, Score scoreOf) in Scores())
        {
            ReportTable table = new($"{name} skill of each learner over each law, all test orders", ["learner", .. league.Laws.Select(law => law.Name)]);
            foreach (Contender learner in league.Learners)
                table.Add([learner.Name, .. league.Laws.Select(law => Figures.PercentInterval(all.Skill(scoreOf(learner.Slippage), scoreOf(law.Slippage))))]);
            yield return table;
        }
    }

    /// <summary>CRPS and pinball by kind, instrument, horizon and size, and by kind of orders of at least a minute.</summary>
    /// <param name="advFraction">Index of the feature.</param>
    public static IEnumerable<ReportTable> Breakdowns(League league, int advFraction)
    {
        foreach ((string name, Score scoreOf) in Scores())
        {
            yield return Table($"{name} skill by kind", league, ByName(league, o => KindNames.Of(o.Kind)), scoreOf);
            yield return Table($"{name} skill by kind, orders of at least a minute", league, ByName(league, o => KindNames.Of(o.Kind), o => o.HorizonSeconds >= LongSeconds), scoreOf);
            yield return Table($"{name} skill by instrument", league, ByName(league, o => o.Symbol), scoreOf);
            yield return Table($"{name} skill by horizon", league, ByAxis(league, CensusAxis.HorizonSeconds, o => o.HorizonSeconds), scoreOf);
            yield return Table($"{name} skill by size", league, ByAxis(league, CensusAxis.AdvFraction, o => o.Features[advFraction]), scoreOf);
        }
    }

    public static IEnumerable<ReportTable> Stretched(League league)
    {
        foreach ((string name, Score scoreOf) in Scores())
        {
            string title = $"{name} skill on metaorders with planned horizons stretched up to {StretchedHorizons.MaximumStretch} times";
            yield return Table(title, league, [league.Part("all", _ => true), league.Part("at least a minute", i => league.Orders[i].HorizonSeconds >= LongSeconds)], scoreOf);
        }
    }

    private static (string Name, Score ScoreOf)[] Scores() => [("CRPS", f => f.Crps), ("Pinball", f => f.Pinball)];

    private static IEnumerable<JudgedOrders> ByName(League league, Func<TrainingOrder, string> nameOf, Func<TrainingOrder, bool>? isWanted = null)
    {
        string?[] names = [.. league.Orders.Select(order => isWanted is null || isWanted(order) ? nameOf(order) : null)];
        return names.OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(name => league.Part(name, i => names[i] == name));
    }

    private static IEnumerable<JudgedOrders> ByAxis(League league, CensusAxis axis, Func<TrainingOrder, double> valueOf) =>
        axis.Labels.Select((label, bucket) => league.Part(label, i => axis.BucketOf(valueOf(league.Orders[i])) == bucket));

    private static ReportTable Table(string title, League league, IEnumerable<JudgedOrders> parts, Score scoreOf)
    {
        ReportTable table = new(title, ["orders", "count", "days", "best law there", "its score bps", .. league.Learners.Select(learner => learner.Name)]);
        foreach (JudgedOrders part in parts.Where(part => part.Count > 0))
        {
            Contender best = league.Laws.MinBy(law => part.Mean(scoreOf(law.Slippage)).Estimate)!;
            table.Add([
                part.Name, Figures.Count(part.Count), Figures.Count(part.Days), best.Name, Figures.Number(part.Mean(scoreOf(best.Slippage)).Estimate, 4),
                .. league.Learners.Select(learner => part.Count < OrdersMin ? "too few" : Figures.PercentInterval(part.Skill(scoreOf(learner.Slippage), scoreOf(best.Slippage))))]);
        }

        return table;
    }
}
