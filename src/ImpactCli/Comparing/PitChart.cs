using ImpactService.ImpactCli.Charts;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Histogram of the randomised PIT with an interval by day for each bin: a calibrated forecast is flat at one, one that is too narrow is a bowl, one that is too wide a hump.</summary>
internal static class PitChart
{
    private const int Bins = PitHistogram.DefaultBinCount;
    private const string Bar = "#9db8d9";
    private const string Interval = "#c0392b";

    /// <summary>Twice what is expected of a bin; more is drawn at the edge.</summary>
    private const double DensityMax = 2;

    public static string Of(League league, Contender contender)
    {
        JudgedOrders all = league.Part("all", _ => true);
        SvgChart chart = new(
            $"PIT of {contender.Name}, {Figures.Count(all.Count)} orders on {all.Days} days",
            new ChartAxis("probability integral transform (randomised at atoms)", 0, 1, [0, 0.25, 0.5, 0.75, 1]),
            new ChartAxis("density", 0, DensityMax, [0, 0.5, 1, 1.5, 2]));
        for (int bin = 0; bin < Bins; bin++)
        {
            double from = (double)bin / Bins, to = (bin + 1.0) / Bins;
            BootstrapInterval share = all.Share(Array.ConvertAll(contender.Slippage.Pit, pit => BinOf(pit) == bin));
            chart.Bar(from, to, share.Estimate * Bins, Bar);
            chart.Band(from + 0.4 / Bins, to - 0.4 / Bins, share.Lower * Bins, share.Upper * Bins, Interval);
        }

        chart.Line(0, 1, 1, 1, "#333", isDashed: true);
        chart.Legend(Bar, "share of the orders over share of the bin");
        chart.Legend(Interval, $"{Figures.Percent(BlockBootstrap.DefaultLevel, 0)} interval, days resampled");
        return chart.ToString();
    }

    private static int BinOf(double pit) => Math.Min((int)(pit * Bins), Bins - 1);
}
