using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Prices a grid of orders on one market and one model.</summary>
internal sealed class CostCurveService(EstimationService estimates) : IDeskService<CostCurveRequest, CostCurveAnswer>
{
    /// <summary>Rounding of sums that are equal on paper.</summary>
    private const double MonotoneToleranceBps = 1e-9;

    public async Task<Outcome<CostCurveAnswer>> AnswerAsync(CostCurveRequest request, CancellationToken cancellation)
    {
        CostCurveGrid grid = CostCurveGrid.Of(request);
        Outcome<PreparedEstimate> prepared = await estimates.PrepareAsync(CostCurveGrid.Question(request, grid.SizeKind, grid.Sizes[0]), cancellation);
        if (prepared.Refusal is { } unpriced)
            return unpriced with { Errors = [.. unpriced.Errors.Select(e => IsSize(e) ? e with { Pointer = $"{grid.SizePointer}/0" } : e)] };
        Outcome<List<OrderProfile>> orders = grid.Orders(request, prepared.Value!);
        if (orders.Value is null)
            return orders.Refusal!;
        TradingSession session = OrderDesk.SessionOf(prepared.Value!);
        grid = grid.Within(session.Close.SecondsSince(prepared.Value!.Order.ArrivalTime), request.Horizons is not null);
        return Beyond(grid, prepared.Value) is { } beyond ? beyond : Surface(request, grid, prepared.Value, orders.Value);
    }

    private static bool IsSize(FieldError error) => error.Pointer is "/quantity" or "/notional" or "/advFraction";

    private static Refusal? Beyond(CostCurveGrid grid, PreparedEstimate prepared) => (grid.HorizonSeconds ?? [])
        .Select((seconds, i) => OrderDesk.PastEnd(prepared, prepared.Order.ArrivalTime, prepared.Order.ArrivalTime.AddSeconds(seconds), $"/horizons/{i}"))
        .FirstOrDefault(refusal => refusal is not null);

    private static CostCurveAnswer Surface(CostCurveRequest request, CostCurveGrid grid, PreparedEstimate prepared, List<OrderProfile> orders)
    {
        AnswerFrame frame = OrderDesk.FrameOf(prepared);
        CostCurvePoint[] points = [.. orders.SelectMany(order => Enumerable.Range(0, grid.AxisCount).Select(i => Point(request, grid, prepared, order, i)))];
        return new CostCurveAnswer
        {
            Instrument = prepared.Order.Symbol,
            Side = WireName.Of(prepared.Order.Side),
            TakerFraction = prepared.Order.TakerFraction,
            Currency = frame.Order.Currency,
            SizeCount = orders.Count,
            AxisCount = grid.AxisCount,
            Axis = grid.HorizonSeconds is null ? "participation" : "horizon",
            MonotoneInSize = grid.HorizonSeconds is null ? null : IsMonotone(orders, points, grid.AxisCount),
            Points = points,
            MarketState = frame.MarketState,
            Provenance = frame.Provenance with { CalibrationCell = prepared.Estimate().CalibrationCell, RelaxationLagSeconds = points[0].RelaxationLagSeconds ?? frame.Provenance.RelaxationLagSeconds },
            Notes = frame.Notes,
        };
    }

    private static CostCurvePoint Point(CostCurveRequest request, CostCurveGrid grid, PreparedEstimate prepared, OrderProfile order, int axis)
    {
        double adv = prepared.Market.State.AdvUnits!.Value;
        double? seconds = grid.HorizonSeconds?[axis] ?? HorizonOf(prepared, order, grid.Participations![axis]);
        if (seconds is not { } horizon)
            return new CostCurvePoint { Quantity = DecimalText.Format(order.Quantity), AdvFraction = order.Quantity / adv, Refusal = TooSlow(prepared, order, grid.Participations![axis]) };
        PreparedEstimate asked = prepared.With(order with { HorizonSeconds = horizon });
        ImpactEstimate estimate = asked.Estimate();
        return new CostCurvePoint
        {
            Quantity = DecimalText.Format(order.Quantity),
            AdvFraction = order.Quantity / adv,
            Horizon = IsoDuration.Format(horizon),
            HorizonSeconds = horizon,
            Participation = EstimateResult.Finite(asked.Features[asked.Model.Schema.IndexOf("participation")]),
            Slippage = ForecastParts.Forecast(estimate.Slippage, request.Levels ?? DeskDefaults.Levels),
            TemporaryBps = estimate.TemporaryImpact.MeanBps,
            PermanentBps = estimate.PermanentImpact.MeanBps,
            Exceedance = ForecastParts.Exceedance(estimate.Slippage, request.ThresholdsBps ?? DeskDefaults.ThresholdsBps),
            Support = ForecastParts.Support(estimate.Support),
            Rung = WireName.Of(estimate.Rung),
            RungReason = WireName.Of(estimate.Reason),
            RelaxationLagSeconds = estimate.RelaxationLagSeconds,
        };
    }

    private static double? HorizonOf(PreparedEstimate prepared, OrderProfile order, double participation)
    {
        Timestamp start = order.ArrivalTime;
        return ParticipationHorizon.SecondsFor(
            order.Quantity, participation, OrderDesk.SessionOf(prepared).Close.SecondsSince(start), seconds => OrderDesk.OtherVolume(prepared, start, start.AddSeconds(seconds)));
    }

    private static PartRefusal TooSlow(PreparedEstimate prepared, OrderProfile order, double participation)
    {
        Timestamp close = OrderDesk.SessionOf(prepared).Close;
        double least = ParticipationHorizon.LeastParticipation(order.Quantity, OrderDesk.OtherVolume(prepared, order.ArrivalTime, close));
        return PartRefusal.Of(new Refusal(
            ProblemCode.HorizonPastSessionEnd,
            $"at a participation of {participation} the order is not done by the end of the session at {close}; at least {least:0.####} would be needed"));
    }

    private static bool IsMonotone(List<OrderProfile> orders, CostCurvePoint[] points, int axisCount)
    {
        int[] bySize = [.. Enumerable.Range(0, orders.Count).OrderBy(i => orders[i].Quantity)];
        return Enumerable.Range(0, axisCount).All(axis => bySize.Zip(bySize.Skip(1)).All(pair =>
            points[pair.Second * axisCount + axis].Slippage!.MeanBps >= points[pair.First * axisCount + axis].Slippage!.MeanBps - MonotoneToleranceBps));
    }
}
