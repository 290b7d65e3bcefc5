namespace ImpactService.ImpactModels.Numerics;

/// <summary>The 17 levels of every quantile curve.</summary>
public static class QuantileLevels
{
    private static readonly double[] levels = [0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99];

    public const int Count = 17;

    public const int MedianIndex = 8;

    public static ReadOnlySpan<double> All => levels;
}
