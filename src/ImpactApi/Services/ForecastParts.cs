using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactApi.Services;

/// <summary>The parts of an estimate as the wire says them, the same in every answer that carries one.</summary>
internal static class ForecastParts
{
    public static CostForecast Forecast(CostDistribution cost, double[] levels) => new()
    {
        MeanBps = cost.MeanBps,
        StandardDeviationBps = cost.StandardDeviationBps,
        Quantiles = [.. levels.Select(l => new QuantilePoint(l, cost.QuantileBps(l)))],
    };

    public static ExceedancePoint[] Exceedance(CostDistribution cost, double[] thresholdsBps) => [.. thresholdsBps.Select(t => new ExceedancePoint(t, cost.Exceedance(t)))];

    public static CostAtRiskPoint AtRisk(CostDistribution cost, double level) => new(level, cost.QuantileBps(level), cost.ExpectedShortfallBps(level));

    public static Decomposition Decompose(CostDecomposition steps, double feesBps) => new()
    {
        SpreadCostBps = steps.SpreadCostBps,
        TemporaryBeyondSpreadBps = steps.TemporaryBeyondSpreadBps,
        PermanentBps = steps.PermanentBps,
        FeesBps = feesBps,
        TotalBps = steps.SpreadCostBps + steps.TemporaryBeyondSpreadBps + steps.PermanentBps + feesBps,
        TimingRiskBps = steps.TimingRiskBps,
    };

    public static SupportAnswer Support(SupportAssessment support) => new()
    {
        Overall = WireName.Of(support.Overall),
        Size = WireName.Of(support.Size),
        Horizon = WireName.Of(support.Horizon),
        TakerFraction = WireName.Of(support.TakerFraction),
    };

    public static RungReasonAnswer Reason(RungReason reason) => new(WireName.Of(reason), RungReasons.Explain(reason));
}
