using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>The figures that decide whether a model may be activated.</summary>
public static class Promotion
{
    /// <summary>Index of the 90 % interval in <see cref="CentralInterval.Reported"/>.</summary>
    private const int Interval90 = 2;

    private const double IntervalLevel = 0.95;

    public static PromotionScores Of(BacktestResult result, ulong seed)
    {
        ScoredForecasts best = result.BestLaw;
        BootstrapInterval skill = new BlockBootstrap(result.Days, seed) { Level = IntervalLevel }.Skill(result.Model.Crps, best.Crps);
        return new PromotionScores(
            result.Model.Crps.Average(),
            best.Name,
            best.Crps.Average(),
            skill.Estimate,
            skill.BlockCount > 1 ? skill.Lower : null,
            skill.BlockCount > 1 ? skill.Upper : null,
            CoverageOf(result.Model, Interval90),
            result.Orders.Length,
            skill.BlockCount)
        {
            Coverage = [.. CentralInterval.Reported.Select((interval, k) => new CoverageScore(interval.NominalCoverage, CoverageOf(result.Model, k)))],
            PitCounts = PitHistogram.From(result.Model.Pit).Counts,
        };
    }

    /// <summary>Atoms in parts: with inclusive bounds a true forecast of orders of which many cost exactly the spread would be turned away for covering too much.</summary>
    private static double CoverageOf(ScoredForecasts model, int interval) => model.ShareInside[interval].Average();
}
