using System.Globalization;
using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Reporting;

/// <summary>Numbers as text for people; a dash where there is none.</summary>
internal static class Figures
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Without a minus before zeros: −0.0001 to two decimals is 0.00. Infinities and NaN are a dash.</summary>
    public static string Number(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return "-";
        double rounded = Math.Round(value, Math.Min(decimals, 15));
        return (rounded == 0 ? 0 : value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    public static string Percent(double share, int decimals = 1) => double.IsFinite(share) ? $"{Number(share * 100, decimals)} %" : "-";

    /// <summary>"4.1 % [1.0, 7.2]"; without the bounds where there are too few days for any.</summary>
    public static string PercentInterval(BootstrapInterval interval) => double.IsFinite(interval.Lower)
        ? $"{Percent(interval.Estimate)} [{Number(interval.Lower * 100, 1)}, {Number(interval.Upper * 100, 1)}]"
        : Percent(interval.Estimate);

    public static string Interval(BootstrapInterval interval, int decimals) => double.IsFinite(interval.Lower)
        ? $"{Number(interval.Estimate, decimals)} [{Number(interval.Lower, decimals)}, {Number(interval.Upper, decimals)}]"
        : Number(interval.Estimate, decimals);
}
