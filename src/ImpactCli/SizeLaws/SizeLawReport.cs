using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.SizeLaws;

/// <summary>Size exponent, relaxation and negative control beside the published figures, with the number of traders and the conditions of each.</summary>
internal static class SizeLawReport
{
    public static void Write(IReport report, IReadOnlyList<SizeLawStudy> studies, int minimumChildren)
    {
        int days = studies.Max(study => study.Days);
        report.Heading("Size law and relaxation of metaorders");
        report.Line($"I/sigma = c hs/sigma + Y (Q/V)^gamma at lag 0; runs of {minimumChildren} or more children of N synthetic traders with equal weights, all of {PromotionLine.Days(days)}. In brackets: {Figures.Percent(BlockBootstrap.DefaultLevel, 0)} intervals, days resampled{(days < BootstrapInterval.FewBlockCount ? $"; with {days} days they are too narrow" : "")}.");
        report.Line("Published for orders known by member (Italian shares 2024-25, the same day's V and sigma): clients Y 0.128 +- 0.015, gamma 0.508 +- 0.023; proprietary Y 0.0726 +- 0.0037, gamma 0.366 +- 0.008. Tokyo, all accounts, 8 years: gamma 0.489 +- 0.0015. gamma falls with N, and Y of reconstructed orders is not comparable: the published one is measured from the first fill.");
        report.Table(Exponents(studies, SizeLawScale.SameDay, "the same day's V and sigma, as published"));
        report.Table(Exponents(studies, SizeLawScale.Before, "ADV and sigma of the days before, as in forecasts"));
        report.Table(Relaxation(studies));
    }

    private static ReportTable Exponents(IEnumerable<SizeLawStudy> studies, SizeLawScale scale, string conditions)
    {
        ReportTable table = new($"Size law, {conditions}", "instrument", "N", "orders", "c", "Y", "gamma", "mean I/sigma", "control/real amplitude");
        foreach (SizeLawStudy study in studies)
        {
            if (study.Fit(scale) is not { } fit)
                continue;
            table.Add(
                study.Name, Figures.Count(study.Traders), Figures.Count(fit.OrderCount), Figures.Number(fit.SpreadCoefficient, 2),
                Figures.Interval(study.Interval(scale, f => f.SizeCoefficient), 3), Figures.Interval(study.Interval(scale, f => f.SizeExponent), 3),
                Figures.Number(fit.MeanScaledShift, 5), scale == SizeLawScale.Before ? Figures.Percent(study.ControlShare) : "");
        }

        return table;
    }

    private static ReportTable Relaxation(IEnumerable<SizeLawStudy> studies)
    {
        int[] multiples = [.. Enumerable.Range(1, RelaxationProfile.Multiples.Length - 1)];
        ReportTable table = new(
            $"Relaxation I(z)/I(1), z = t/T, runs of {RelaxationProfile.MinimumChildren} or more children whose start plus {RelaxationProfile.Multiples[^1]} T lies inside the session",
            ["instrument", "N", "orders", "mean T s", .. multiples.Select(z => $"z = {Figures.Number(RelaxationProfile.Multiples[z], 2)}")]);
        table.Add(["published, beta 0.2", "", "", "", .. multiples.Select(z => Figures.Number(RelaxationProfile.Published(RelaxationProfile.Multiples[z]), 3))]);
        foreach (SizeLawStudy study in studies.Where(study => study.Relaxation.Orders > 0))
        {
            RelaxationProfile profile = study.Relaxation;
            table.Add([
                study.Name, Figures.Count(study.Traders), Figures.Count(profile.Orders), Figures.Number(profile.SecondsSum / profile.Orders, 0),
                .. multiples.Select(z => Figures.Interval(study.RelaxationRatio(z), 2))]);
        }

        return table;
    }
}
