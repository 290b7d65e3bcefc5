using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Training;

/// <summary>The figures that decide promotion, in words.</summary>
internal static class PromotionLine
{
    public static string Of(PromotionScores scores) =>
        $"{(scores.Passes ? "passed" : "not passed")}: CRPS {Bps(scores.CrpsBps)}, best law {scores.BestLaw} {Bps(scores.BestLawCrpsBps)}, skill {Figures.Percent(scores.SkillOverBestLaw)}{Bounds(scores)}; "
        + $"90 % interval covers {Figures.Percent(scores.Coverage90)}; {Figures.Count(scores.TestOrders)} test orders on {Days(scores.TestDays)}";

    /// <summary>Which condition is missed and by how much; empty when all are met.</summary>
    public static string Misses(PromotionScores scores)
    {
        List<string> misses = [];
        if (!scores.BeatsBestLaw)
            misses.Add($"its CRPS of {Bps(scores.CrpsBps)} does not beat the {scores.BestLaw} law's {Bps(scores.BestLawCrpsBps)} ({Bps(scores.CrpsBps - scores.BestLawCrpsBps)} more)");
        if (!scores.Covers)
        {
            double edge = scores.Coverage90 < PromotionScores.LowestCoverage90 ? PromotionScores.LowestCoverage90 : PromotionScores.HighestCoverage90;
            misses.Add($"its 90 % interval covers {Figures.Percent(scores.Coverage90)}, {Figures.Number(100 * Math.Abs(scores.Coverage90 - edge), 2)} points beyond the {Figures.Percent(edge, 0)} that may be");
        }

        return string.Join(", and ", misses);
    }

    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Bounds(PromotionScores scores) => scores is { SkillLower: { } lower, SkillUpper: { } upper }
        ? $" [{Figures.Number(100 * lower, 1)}, {Figures.Number(100 * upper, 1)}]"
        : " (one day: no interval)";

    private static string Bps(double value) => $"{Figures.Number(value, 4)} bps";
}
