namespace ImpactService.ImpactModels.Laws;

/// <summary>A fitted number with its standard error, by day blocks (zero for a published value that was not fitted).</summary>
public readonly record struct LawParameter(string Name, double Value, double StandardError);
