using System.Collections.Immutable;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Estimation;

internal static class Decompositions
{
    public static CostDecomposition Of(in LawInput order, double slippageMeanBps, double priceShiftMeanBps)
    {
        double permanentBps = priceShiftMeanBps / 2;
        double spreadCostBps = order.SpreadCostBps;
        double timingRiskBps = LawConventions.NoiseBps(order.DailyVolatility, order.HorizonDays / 3);
        return new CostDecomposition(spreadCostBps, slippageMeanBps - permanentBps - spreadCostBps, permanentBps, timingRiskBps);
    }
}

internal static class LawForecasts
{
    public static ImmutableArray<LawForecast> Of(ImmutableArray<IImpactLaw> laws, in LawInput order)
    {
        var forecasts = ImmutableArray.CreateBuilder<LawForecast>(laws.Length);
        foreach (IImpactLaw law in laws)
            forecasts.Add(new LawForecast(law.Name, law.SlippageBps(order), law.PriceShiftBps(order)));
        return forecasts.MoveToImmutable();
    }
}

internal static class Supports
{
    /// <summary>Nothing was trained, so nothing is supported.</summary>
    public static SupportAssessment Unknown { get; } = new(SupportLevel.Outside, SupportLevel.Outside, SupportLevel.Outside);

    /// <summary>A size beyond the support leaves the learned spread of outcomes standing; a horizon or strategy that was never seen does not.</summary>
    public static RungReason? ReasonForLaw(SupportAssessment support) => support switch
    {
        { Horizon: SupportLevel.Outside } => RungReason.HorizonOutsideSupport,
        { TakerFraction: SupportLevel.Outside } => RungReason.TakerFractionOutsideSupport,
        _ => null,
    };
}
