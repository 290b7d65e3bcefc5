namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>What the desk's answers show where the request does not say.</summary>
internal static class DeskDefaults
{
    /// <summary>Of the cost at risk.</summary>
    public const double RiskLevel = 0.95;

    /// <summary>λ: a standard deviation of 30 bps then counts like 3 bps of mean, about the price that passive orders are worth waiting for.</summary>
    public const double RiskWeight = 0.1;

    public const double BpsPerUnit = 1e4;

    public static readonly double[] Levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>The trader's usual question.</summary>
    public static readonly double[] ThresholdsBps = [10];
}
