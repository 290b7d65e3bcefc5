using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// The part of an answer that follows from model, order and feature vector alone. A replay makes it again, so nothing else may enter.
/// </summary>
internal sealed class EstimateResult(ImpactEstimate estimate, Explanation? explanation, QuestionParts question)
{
    /// <summary>bps of a price in one.</summary>
    private const double BpsPerUnit = 1e4;

    public EstimateAnswer ToAnswer(AnswerFrame frame) => new()
    {
        EstimateId = frame.EstimateId,
        Order = frame.Order,
        Slippage = Forecast(estimate.Slippage),
        TemporaryImpact = Forecast(estimate.TemporaryImpact),
        PermanentImpact = Forecast(estimate.PermanentImpact),
        PriceShift = Forecast(estimate.PriceShift),
        Exceedance = ForecastParts.Exceedance(estimate.Slippage, question.ThresholdsBps),
        CostAtRisk = Array.ConvertAll(question.Levels, level => ForecastParts.AtRisk(estimate.Slippage, level)),
        Decomposition = Decompose(),
        Money = ToMoney(frame.Order.Currency),
        Limit = Limit(),
        Laws = [.. estimate.Laws.Select(l => new LawMean(l.Name, Finite(l.SlippageMeanBps), Finite(l.PriceShiftMeanBps)))],
        MarketState = frame.MarketState,
        Explanation = explanation is null ? null : new ExplanationAnswer(explanation.MeanBps, [.. explanation.Contributions.Select(c => new ContributionAnswer(c.Term, c.Bps))]),
        Support = ForecastParts.Support(estimate.Support),
        Rung = WireName.Of(estimate.Rung),
        RungReason = ForecastParts.Reason(estimate.Reason),
        Provenance = frame.Provenance with { CalibrationCell = estimate.CalibrationCell, RelaxationLagSeconds = estimate.RelaxationLagSeconds },
        Recorded = frame.Recorded,
        Notes = frame.Notes,
    };

    /// <summary>NaN and infinities have no JSON: a missing number is null.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private CostForecast Forecast(CostDistribution cost) => ForecastParts.Forecast(cost, question.Levels);

    private Decomposition Decompose() => ForecastParts.Decompose(estimate.Decomposition, question.FeesBps);

    private MoneyCosts ToMoney(string currency)
    {
        double perBp = question.Quantity * question.ArrivalPrice / BpsPerUnit;
        Decomposition steps = Decompose();
        return new MoneyCosts
        {
            Currency = currency,
            Slippage = estimate.Slippage.MeanBps * perBp,
            SlippageStandardDeviation = estimate.Slippage.StandardDeviationBps * perBp,
            TemporaryImpact = estimate.TemporaryImpact.MeanBps * perBp,
            PermanentImpact = estimate.PermanentImpact.MeanBps * perBp,
            SpreadCost = steps.SpreadCostBps * perBp,
            TemporaryBeyondSpread = steps.TemporaryBeyondSpreadBps * perBp,
            Fees = steps.FeesBps * perBp,
            Total = steps.TotalBps * perBp,
        };
    }

    private LimitAnswer? Limit()
    {
        if (question.LimitPrice is not { } price)
            return null;
        double distanceBps = question.Side.Sign() * (price - question.ArrivalPrice) / question.ArrivalPrice * BpsPerUnit;
        return new LimitAnswer
        {
            LimitPrice = price,
            DistanceBps = distanceBps,
            ProbabilityBeyondLimit = estimate.Slippage.Exceedance(distanceBps),
            Marketable = question.OppositePrice is { } opposite ? question.Side.Sign() * (price - opposite) >= 0 : null,
        };
    }
}
