namespace ImpactService.ImpactModels.Execution;

/// <summary>What the served model says of one order: the raw material of an admissible law.</summary>
/// <param name="AdvFraction">Q/ADV.</param>
/// <param name="OtherAdv">Expected volume of the others over the horizon, ADV.</param>
/// <param name="HorizonDays">T in days of the session.</param>
/// <param name="LagDays">Lag of the price shift after the last fill.</param>
/// <param name="SlippageBps">Mean J.</param>
/// <param name="PriceShiftBps">Mean I.</param>
public readonly record struct ImpactObservation(double AdvFraction, double OtherAdv, double HorizonDays, double LagDays, double SlippageBps, double PriceShiftBps);

/// <summary>A law and how well it says what the served model says.</summary>
/// <param name="Impact">The law.</param>
/// <param name="ConstantBps">The spread cost, the same for every schedule.</param>
/// <param name="ErrorRmsBps">Root mean square difference of mean J over the observations.</param>
/// <param name="ErrorMaxBps">Largest difference of mean J.</param>
/// <param name="ShiftErrorRmsBps">Root mean square difference of mean I.</param>
public sealed record FittedImpact<T>(T Impact, double ConstantBps, double ErrorRmsBps, double ErrorMaxBps, double ShiftErrorRmsBps)
    where T : struct;
