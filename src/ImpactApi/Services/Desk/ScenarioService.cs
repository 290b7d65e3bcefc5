using System.Collections.Immutable;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Execution;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Prices one order in several ways on one market and one model, and ranks the ways.</summary>
internal sealed class ScenarioService(EstimationService estimates) : IDeskService<ScenarioRequest, ScenarioAnswer>
{
    private const string CompletionNote =
        "Every way is expected to be done at its horizon: what has not been filled by then crosses the spread, and the forecast contains that. A later start stays measured against the price at asOf, so the price's moves until the start are part of its risk.";

    public async Task<Outcome<ScenarioAnswer>> AnswerAsync(ScenarioRequest request, CancellationToken cancellation)
    {
        Outcome<PreparedEstimate> prepared = await estimates.PrepareAsync(request.Order!.ToEstimate(), cancellation);
        if (prepared.Value is null)
            return prepared.Refusal!.Under("/order");
        Outcome<List<ScenarioWay>> ways = ScenarioWay.All(request, prepared.Value);
        return ways.Value is null ? ways.Refusal! : Compare(request, prepared.Value, ways.Value);
    }

    private static ScenarioAnswer Compare(ScenarioRequest request, PreparedEstimate prepared, List<ScenarioWay> ways)
    {
        double level = request.CostAtRiskLevel ?? DeskDefaults.RiskLevel, weight = request.RiskWeight ?? DeskDefaults.RiskWeight;
        string measure = request.RiskMeasure ?? "standardDeviation";
        PricedWay[] priced = [.. ways.Select(way => PricedWay.Of(way, prepared))];
        ImmutableArray<RankedScenario> ranks = ScenarioRanking.Rank([.. priced.Select(p => new ScenarioFigures(p.Slippage.MeanBps, p.RiskBps(measure, level)))], weight);
        AnswerFrame frame = OrderDesk.FrameOf(prepared);
        return new ScenarioAnswer
        {
            Order = frame.Order,
            Ways = [.. priced.Select((p, i) => p.ToAnswer(ranks[i], request.ThresholdsBps ?? DeskDefaults.ThresholdsBps, request.Levels ?? DeskDefaults.Levels, level))],
            Best = priced[ranks.IndexOf(ranks.First(r => r.Rank == 1))].Way.Name,
            RiskWeight = weight,
            RiskMeasure = measure,
            MarketState = frame.MarketState,
            Provenance = frame.Provenance,
            Notes = [.. frame.Notes, CompletionNote],
        };
    }

    /// <summary>A way and what it costs.</summary>
    /// <param name="Slippage">Against the price at asOf.</param>
    private sealed record PricedWay(ScenarioWay Way, PreparedEstimate Prepared, ImpactEstimate Estimate, CostDistribution Slippage)
    {
        public static PricedWay Of(ScenarioWay way, PreparedEstimate order)
        {
            PreparedEstimate prepared = order.With(way.Order);
            ImpactEstimate estimate = prepared.Estimate();
            double delayDays = way.Order.ArrivalTime.SecondsSince(order.Order.ArrivalTime) / OrderDesk.SessionOf(order).LengthSeconds;
            return new PricedWay(way, prepared, estimate, DelayedCost.Of(estimate.Slippage, prepared.Market.State.DailyVolatility!.Value, delayDays));
        }

        public double RiskBps(string measure, double level) => measure switch
        {
            "costAtRisk" => Slippage.QuantileBps(level),
            "expectedShortfall" => Slippage.ExpectedShortfallBps(level),
            _ => Slippage.StandardDeviationBps,
        };

        public ScenarioWayAnswer ToAnswer(RankedScenario rank, double[] thresholdsBps, double[] levels, double riskLevel) => new()
        {
            Name = Way.Name,
            Strategy = Way.Strategy,
            TakerFraction = Way.Order.TakerFraction,
            StartTime = Way.Order.ArrivalTime,
            ExpectedCompletionTime = Way.Order.EndTime,
            Horizon = IsoDuration.Format(Way.Order.HorizonSeconds),
            HorizonSeconds = Way.Order.HorizonSeconds,
            Participation = EstimateResult.Finite(Prepared.Features[Prepared.Model.Schema.IndexOf("participation")]),
            TemporaryBps = Estimate.TemporaryImpact.MeanBps,
            PermanentBps = Estimate.PermanentImpact.MeanBps,
            TotalBps = Slippage.MeanBps,
            Slippage = ForecastParts.Forecast(Slippage, levels),
            Exceedance = ForecastParts.Exceedance(Slippage, thresholdsBps),
            CostAtRisk = ForecastParts.AtRisk(Slippage, riskLevel),
            Decomposition = ForecastParts.Decompose(Estimate.Decomposition, 0),
            TotalMoney = Slippage.MeanBps * Way.Order.Quantity * Prepared.Market.State.Mid / DeskDefaults.BpsPerUnit,
            ScoreBps = rank.ScoreBps,
            Rank = rank.Rank,
            NonDominated = rank.IsNonDominated,
            Support = ForecastParts.Support(Estimate.Support),
            Rung = WireName.Of(Estimate.Rung),
            RungReason = ForecastParts.Reason(Estimate.Reason),
            CalibrationCell = Estimate.CalibrationCell,
            RelaxationLagSeconds = Estimate.RelaxationLagSeconds,
        };
    }
}
