namespace ImpactService.ImpactModels.Estimation;

/// <summary>What support looks at: size in two measures, horizon, taker fraction.</summary>
public readonly record struct SupportQuery(double AdvFraction, double Participation, double HorizonSeconds, double TakerFraction);
