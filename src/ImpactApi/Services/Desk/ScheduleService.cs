using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Cuts an order into slices, in the ways that were asked for, on an admissible law fitted to the served forecast.</summary>
internal sealed class ScheduleService(EstimationService estimates) : IDeskService<ScheduleRequest, ScheduleAnswer>
{
    private const int DefaultFrontierPoints = 12;

    private static readonly string[] defaultStrategies = ["optimal"];

    public async Task<Outcome<ScheduleAnswer>> AnswerAsync(ScheduleRequest request, CancellationToken cancellation)
    {
        Outcome<PreparedEstimate> prepared = await estimates.PrepareAsync(request.Order!.ToEstimate(), cancellation);
        if (prepared.Value is null)
            return prepared.Refusal!.Under("/order");
        Outcome<ScheduleSetup> setup = ScheduleSetup.Of(request, prepared.Value);
        if (setup.Value is null)
            return setup.Refusal!;
        string[] strategies = request.Strategies ?? defaultStrategies;
        return ScheduleFeasibility.Check(setup.Value, strategies.Contains("pov")) is { } infeasible ? infeasible : Plan(setup.Value, strategies);
    }

    private static ScheduleAnswer Plan(ScheduleSetup setup, string[] strategies)
    {
        PreparedEstimate prepared = setup.Prepared;
        ImpactEstimate estimate = prepared.Estimate();
        ImpactObservation[] observations = [.. LearnedImpact.Around(prepared)];
        double spreadCostBps = estimate.Decomposition.SpreadCostBps;
        FittedImpact<SmoothImpact> smooth = AdmissibleFit.Smooth(observations, spreadCostBps);
        FittedImpact<ResilientImpact>? book = strategies.Contains("obizhaevaWang") ? AdmissibleFit.Resilient(observations, spreadCostBps) : null;
        ScheduleLaws laws = new(smooth.Impact, AdmissibleFit.Smooth(observations, spreadCostBps, 1).Impact, book?.Impact ?? new ResilientImpact(0, 0, 1));
        Timestamp start = prepared.Order.ArrivalTime;
        ScheduleFigures figures = new(setup.Problem, smooth.Impact, estimate.Slippage, seconds => OrderDesk.OtherVolume(prepared, start, start.AddSeconds(seconds)), prepared.Market.State.HalfSpreadBps);
        ScheduleWriter writer = new(setup, figures, laws);
        SchedulePlanAnswer[] schedules = [.. strategies.Select(writer.Write)];
        AnswerFrame frame = OrderDesk.FrameOf(prepared);
        return new ScheduleAnswer
        {
            Order = frame.Order,
            Schedules = schedules,
            Frontier = Frontier(setup, laws, figures),
            Law = Law(smooth, book, observations.Length, OrderDesk.SessionOf(prepared).LengthSeconds),
            ReferenceSlippage = ForecastParts.Forecast(estimate.Slippage, writer.Levels),
            Benchmark = WireName.Of(setup.Problem.Benchmark),
            WholeOrder = WholeOrder(setup, schedules[0]),
            Support = ForecastParts.Support(estimate.Support),
            Rung = WireName.Of(estimate.Rung),
            RungReason = ForecastParts.Reason(estimate.Reason),
            MarketState = frame.MarketState,
            Provenance = frame.Provenance with { CalibrationCell = estimate.CalibrationCell },
            Notes = [.. frame.Notes, .. ScheduleNotes.For(setup)],
        };
    }

    private static FrontierPointAnswer[] Frontier(ScheduleSetup setup, ScheduleLaws laws, ScheduleFigures figures)
    {
        int count = setup.Request.FrontierPoints ?? DefaultFrontierPoints;
        if (count == 0)
            return [];
        return
        [
            .. ScheduleFrontier.Of(setup.Problem, laws, figures, count).Select(p => new FrontierPointAnswer(
                p.RiskAversionPerBps, p.Cost.MeanBps, figures.DistributionOf(p.Cost).StandardDeviationBps, p.Cost.TimingRiskBps, p.Plan.LeftFraction)),
        ];
    }

    private static AdmissibleLawAnswer Law(FittedImpact<SmoothImpact> smooth, FittedImpact<ResilientImpact>? book, int count, double sessionSeconds) => new()
    {
        PermanentBpsPerAdv = smooth.Impact.PermanentBpsPerAdv,
        TemporaryBps = smooth.Impact.TemporaryBps,
        RateExponent = smooth.Impact.RateExponent,
        FitErrorRmsBps = smooth.ErrorRmsBps,
        FitErrorMaxBps = smooth.ErrorMaxBps,
        ShiftFitErrorRmsBps = smooth.ShiftErrorRmsBps,
        FittedOrders = count,
        BookHalfLife = book is null ? null : IsoDuration.Format(Math.Round(Math.Log(2) / book.Impact.ResiliencePerDay * sessionSeconds, 3)),
        BookFitErrorRmsBps = book?.ErrorRmsBps,
    };

    private static WholeOrderAnswer? WholeOrder(ScheduleSetup setup, SchedulePlanAnswer first)
    {
        if (setup.Request.Executed is not { AveragePrice: { } average, ArrivalPrice: { } arrival } executed)
            return null;
        double side = setup.Prepared.Order.Side.Sign(), mid = setup.Prepared.Market.State.Mid;
        double done = DecimalText.Parse(executed.Quantity!), rest = DecimalText.Parse(first.Quantity);
        double executedBps = side * (average.Value - arrival.Value) / arrival.Value * DeskDefaults.BpsPerUnit;
        double restPrice = mid * (1 + side * first.Slippage.MeanBps / DeskDefaults.BpsPerUnit);
        double restBps = side * (restPrice - arrival.Value) / arrival.Value * DeskDefaults.BpsPerUnit;
        return new WholeOrderAnswer(executed.Quantity!, executedBps, restBps, (done * executedBps + rest * restBps) / (done + rest));
    }
}
