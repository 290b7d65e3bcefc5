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
        Quantiles = Array.ConvertAll(levels, level => new QuantilePoint(level, Said(cost.QuantileBps(level)))),
    };

    public static ExceedancePoint[] Exceedance(CostDistribution cost, double[] thresholdsBps) =>
        Array.ConvertAll(thresholdsBps, threshold => new ExceedancePoint(threshold, Said(cost.Exceedance(threshold))));

    public static CostAtRiskPoint AtRisk(CostDistribution cost, double level) => new(level, Said(cost.QuantileBps(level)), Said(cost.ExpectedShortfallBps(level)));

    /// <summary>A point of a distribution to a millionth: far below what can be known, and half the text. Means and their steps keep every digit, because they add up.</summary>
    private static double Said(double value) => Math.Round(value, 6);

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
