namespace ImpactService.ImpactModels.Market;

/// <summary>
/// What the caller wants to trade, normalised and validated: a quantity in units of the instrument, executed from <see cref="ArrivalTime"/> over <see cref="HorizonSeconds"/>
/// with a planned <see cref="TakerFraction"/> in [0, 1] (the share that crosses the spread). A zero horizon is one sweep.
/// </summary>
public sealed record OrderProfile(
    string Symbol,
    Side Side,
    double Quantity,
    Timestamp ArrivalTime,
    double HorizonSeconds,
    double TakerFraction)
{
    public Timestamp EndTime => ArrivalTime.AddSeconds(HorizonSeconds);
}

/// <summary>Named strategies and the planned taker fraction that each stands for.</summary>
public static class Strategies
{
    public const double AggressiveTakerFraction = 1.0;
    public const double BalancedTakerFraction = 0.5;
    public const double PassiveTakerFraction = 0.1;
}
