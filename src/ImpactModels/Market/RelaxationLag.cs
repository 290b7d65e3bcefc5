namespace ImpactService.ImpactModels.Market;

/// <summary>
/// How long after its last fill an order's price shift is measured: the order's own execution time, but at least <see cref="MinimumSeconds"/> and at most <see cref="MaximumSeconds"/>.
/// Long enough for the transient part to have decayed, short enough not to drown in volatility.
/// </summary>
public sealed record RelaxationLag
{
    public static readonly RelaxationLag Default = new();

    public double MinimumSeconds { get; init; } = 60;

    public double MaximumSeconds { get; init; } = 1_800;

    public double SecondsAfter(double executionSeconds) => Math.Clamp(executionSeconds, MinimumSeconds, MaximumSeconds);
}
