namespace ImpactService.ImpactModels.Laws;

/// <summary>One executed order as a law sees it.</summary>
/// <param name="Order">What was known before.</param>
/// <param name="SlippageBps">J.</param>
/// <param name="PriceShiftBps">I; NaN where it is missing.</param>
/// <param name="Weight">Positive sample weight.</param>
/// <param name="Block">Ordinal of the trading day: rows of a day share one price path, so errors are counted by day.</param>
public readonly record struct LawObservation(LawInput Order, double SlippageBps, double PriceShiftBps, double Weight, int Block);
