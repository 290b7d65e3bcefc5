using ImpactService.ImpactCli.Charts;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>How often costs passed a threshold against how often it was said they would, with an interval by day for each bin of the forecast: a calibrated forecast lies on the diagonal.</summary>
internal static class ReliabilityChart
{
    private const int Bins = ExceedanceReliability.DefaultBinCount;

    /// <summary>A point of fewer orders is noise.</summary>
    private const int OrdersMin = CoverageGroups.MinimumOrders;

    private static readonly string[] colours = ["#1f77b4", "#d95f02", "#2a9d4a"];

    public static string Of(League league, Contender contender)
    {
        SvgChart chart = new(
            $"Exceedance of {contender.Name}, {Figures.Count(league.Orders.Length)} orders",
            new ChartAxis("forecast probability that slippage exceeds the threshold", 0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
            new ChartAxis("share of the orders that did", 0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]));
        chart.Line(0, 0, 1, 1, "#333", isDashed: true);
        for (int k = 0; k < ScoredForecasts.ThresholdsBps.Length; k++)
        {
            AddCurve(chart, league, contender, k);
            chart.Legend(colours[k], $"{Figures.Number(ScoredForecasts.ThresholdsBps[k], 0)} bps, with {Figures.Percent(BlockBootstrap.DefaultLevel, 0)} intervals by day");
        }

        return chart.ToString();
    }

    private static void AddCurve(SvgChart chart, League league, Contender contender, int threshold)
    {
        double[] said = contender.Slippage.Exceedance[threshold];
        bool[] happened = [.. league.Orders.Select(order => order.SlippageBps > ScoredForecasts.ThresholdsBps[threshold])];
        (double X, double Y)? last = null;
        for (int bin = 0; bin < Bins; bin++)
        {
            JudgedOrders part = league.Part("bin", i => Math.Min((int)(said[i] * Bins), Bins - 1) == bin);
            if (part.Count < OrdersMin)
                continue;
            BootstrapInterval observed = part.Share(happened);
            (double X, double Y) point = (part.Mean(said).Estimate, observed.Estimate);
            chart.Band(point.X - 0.005, point.X + 0.005, observed.Lower, observed.Upper, colours[threshold]);
            if (last is { } previous)
                chart.Line(previous.X, previous.Y, point.X, point.Y, colours[threshold]);
            chart.Point(point.X, point.Y, colours[threshold]);
            last = point;
        }
    }
}
