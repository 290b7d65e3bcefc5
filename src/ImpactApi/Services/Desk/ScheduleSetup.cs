using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactApi.Validation.Desk;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>A valid request for schedules in the types of the inside.</summary>
/// <param name="Prepared">The order that is planned: what is left of it after what is executed.</param>
/// <param name="Problem">The same in whole lots, with its slots and limits.</param>
/// <param name="OddUnits">Less than a lot, beside the whole lots.</param>
internal sealed record ScheduleSetup(ScheduleRequest Request, PreparedEstimate Prepared, ScheduleProblem Problem, double OddUnits)
{
    private const double DefaultSliceSeconds = 300;

    public static Outcome<ScheduleSetup> Of(ScheduleRequest request, PreparedEstimate whole)
    {
        Outcome<PreparedEstimate> rest = Rest(request, whole);
        if (rest.Value is not { } prepared)
            return rest.Refusal!;
        double horizonSeconds = prepared.Order.HorizonSeconds, sliceSeconds = request.SliceLength is { } length ? IsoDuration.Parse(length) : DefaultSliceSeconds;
        if (SliceFault(request, horizonSeconds, sliceSeconds) is { } fault)
            return fault;
        Timestamp start = prepared.Order.ArrivalTime;
        ScheduleSlot[] slots =
        [
            .. SlotGrid.Of(horizonSeconds, sliceSeconds, Closed(request, start), (from, to) => OrderDesk.OtherVolume(prepared, start.AddSeconds(from), start.AddSeconds(to)))
                .Where(slot => slot.OtherVolume > 0),
        ];
        return slots.Length == 0 ? NoTime(request, prepared) : Build(request, prepared, slots);
    }

    private static ScheduleSetup Build(ScheduleRequest request, PreparedEstimate prepared, ScheduleSlot[] slots)
    {
        MarketState state = prepared.Market.State;
        TradingSession session = OrderDesk.SessionOf(prepared);
        double quantity = prepared.Order.Quantity;
        double? lot = request.LotSize?.Value ?? state.Instrument.LotSize;
        lot = lot > 0 ? Math.Min(lot.Value, quantity) : null;
        double inLots = lot is { } size ? Math.Floor(quantity / size + 1e-9) * size : quantity;
        ScheduleProblem problem = new()
        {
            Quantity = inLots,
            AdvUnits = state.AdvUnits!.Value,
            Slots = [.. slots],
            HorizonSeconds = prepared.Order.HorizonSeconds,
            SessionSeconds = session.LengthSeconds,
            SecondsToClose = session.Close.SecondsSince(prepared.Order.ArrivalTime),
            DailyVolatility = state.DailyVolatility!.Value,
            LotUnits = lot,
            ParticipationMax = request.MaxParticipation ?? 1,
            Benchmark = request.Benchmark switch { "intervalVwap" => Benchmark.IntervalVwap, "close" => Benchmark.Close, _ => Benchmark.Arrival },
            AlphaBpsPerHour = prepared.Order.Side.Sign() * (request.Alpha?.BpsPerHour ?? 0),
            AlphaHalfLifeSeconds = request.Alpha?.HalfLife is { } halfLife ? IsoDuration.Parse(halfLife) : double.PositiveInfinity,
            LeftBps = request.OpportunityCostBps ?? double.NaN,
        };
        return new ScheduleSetup(request, prepared, problem, Math.Max(0, quantity - inLots));
    }

    /// <summary>The order without what is executed.</summary>
    private static Outcome<PreparedEstimate> Rest(ScheduleRequest request, PreparedEstimate whole)
    {
        if (request.Executed is not { } executed)
            return whole;
        double left = whole.Order.Quantity - DecimalText.Parse(executed.Quantity!);
        if (left > 0)
            return whole.With(whole.Order with { Quantity = left });
        return Refusal.Invalid(new FieldError
        {
            Pointer = "/executed/quantity",
            Value = executed.Quantity,
            Expected = $"less than the order's {DecimalText.Format(whole.Order.Quantity)} units",
            Message = "nothing is left of the order to plan",
        });
    }

    private static ClosedWindow[] Closed(ScheduleRequest request, Timestamp start) =>
    [
        .. (request.Blackouts ?? []).Concat(request.Auctions ?? []).Select(w => new ClosedWindow(Parse(w.From!).SecondsSince(start), Parse(w.To!).SecondsSince(start))),
    ];

    private static Timestamp Parse(string text) => WireTime.TryParse(text, out Timestamp time) ? time : throw new FormatException($"'{text}' has not been validated");

    private static Refusal? SliceFault(ScheduleRequest request, double horizonSeconds, double sliceSeconds)
    {
        if (!(horizonSeconds >= DeskLimits.SliceSecondsMin))
            return Refusal.Invalid(new FieldError { Pointer = "/order/horizon", Value = request.Order!.Horizon, Expected = $"at least PT{DeskLimits.SliceSecondsMin}S", Message = "a horizon this short has no schedule: it is one trade" });
        if (horizonSeconds / sliceSeconds <= DeskLimits.SlicesMax)
            return null;
        string least = IsoDuration.Format(Math.Ceiling(horizonSeconds / DeskLimits.SlicesMax));
        return Refusal.Invalid(new FieldError
        {
            Pointer = "/sliceLength",
            Value = IsoDuration.Format(sliceSeconds),
            Expected = $"at least {least} for a horizon of {IsoDuration.Format(horizonSeconds)}",
            Message = $"the horizon would have more than {DeskLimits.SlicesMax} slices",
        });
    }

    private static Refusal NoTime(ScheduleRequest request, PreparedEstimate prepared)
    {
        Timestamp start = prepared.Order.ArrivalTime;
        FieldError error = new()
        {
            Pointer = request.Blackouts is { Count: > 0 } ? "/blackouts" : "/auctions",
            Expected = $"windows that leave some time between {start} and {prepared.Order.EndTime}",
            Message = $"the windows without trading cover the whole plan from {start} to {prepared.Order.EndTime}; a longer horizon or narrower windows would leave time",
        };
        return new Refusal(ProblemCode.ScheduleInfeasible, error.Message) { Errors = [error] };
    }
}
