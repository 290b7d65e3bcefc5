namespace ImpactService.ImpactModels.Distribution;

/// <summary>One joint draw of two outcomes as levels of their own distributions, in (0, 1).</summary>
public readonly record struct RankPair(double SlippageLevel, double PriceShiftLevel);
