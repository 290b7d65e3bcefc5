namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>A session with the volume V (units per day) and the daily volatility σ that its orders are measured in: those of the sessions before it, or of the same day where that is the convention.</summary>
public sealed record SessionScale(TapeIndex Tape, double VolumeUnits, double DailyVolatility);
