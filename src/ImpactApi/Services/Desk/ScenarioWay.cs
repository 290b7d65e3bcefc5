using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>A way in the types of the inside: the order as this way trades it.</summary>
internal sealed record ScenarioWay(string Name, string? Strategy, OrderProfile Order)
{
    private static readonly ScenarioWayRequest[] defaults = [new() { Strategy = "aggressive" }, new() { Strategy = "balanced" }, new() { Strategy = "passive" }];

    /// <summary>The ways of a valid request, or why one of them does not fit into the session.</summary>
    public static Outcome<List<ScenarioWay>> All(ScenarioRequest request, PreparedEstimate prepared)
    {
        IReadOnlyList<ScenarioWayRequest> given = request.Ways ?? defaults;
        List<ScenarioWay> ways = [];
        for (int i = 0; i < given.Count; i++)
        {
            string pointer = request.Ways is null ? "/order" : $"/ways/{i}";
            Outcome<ScenarioWay> way = Of(given[i], i, pointer, prepared);
            if (way.Value is null)
                return way.Refusal!;
            ways.Add(way.Value);
        }

        return ways;
    }

    private static Outcome<ScenarioWay> Of(ScenarioWayRequest way, int index, string pointer, PreparedEstimate prepared)
    {
        Timestamp start = StartOf(way, prepared.Order.ArrivalTime);
        if (StartFault(prepared, start, way, pointer) is { } early)
            return early;
        double? horizonSeconds = way switch
        {
            { Participation: { } participation } => HorizonOf(prepared, start, participation),
            { Horizon: { } horizon } => IsoDuration.Parse(horizon),
            _ => prepared.Order.HorizonSeconds,
        };
        if (horizonSeconds is not { } seconds)
            return TooSlow(prepared, start, way, pointer);
        if (OrderDesk.PastEnd(prepared, start, start.AddSeconds(seconds), $"{pointer}/horizon") is { } late)
            return late;
        (string? strategy, double takerFraction) = StyleOf(way, prepared);
        return new ScenarioWay(way.Name ?? strategy ?? $"way {index + 1}", strategy, prepared.Order with { ArrivalTime = start, HorizonSeconds = seconds, TakerFraction = takerFraction });
    }

    private static (string? Strategy, double TakerFraction) StyleOf(ScenarioWayRequest way, PreparedEstimate prepared) => way switch
    {
        { TakerFraction: { } fraction } => (null, fraction),
        { Strategy: { } strategy } => (strategy, EstimateQuery.TakerFractionOf(strategy)),
        _ => (prepared.Query.Strategy, prepared.Query.TakerFraction),
    };

    private static Timestamp StartOf(ScenarioWayRequest way, Timestamp arrival) => way switch
    {
        { StartTime: { } text } when WireTime.TryParse(text, out Timestamp time) => time,
        { StartDelay: { } delay } => arrival.AddSeconds(IsoDuration.Parse(delay)),
        _ => arrival,
    };

    private static double? HorizonOf(PreparedEstimate prepared, Timestamp start, double participation) => ParticipationHorizon.SecondsFor(
        prepared.Order.Quantity, participation, OrderDesk.SessionOf(prepared).Close.SecondsSince(start), seconds => OrderDesk.OtherVolume(prepared, start, start.AddSeconds(seconds)));

    private static Refusal? StartFault(PreparedEstimate prepared, Timestamp start, ScenarioWayRequest way, string pointer)
    {
        Timestamp arrival = prepared.Order.ArrivalTime, close = OrderDesk.SessionOf(prepared).Close;
        if (start >= arrival && start < close)
            return null;
        return Refusal.Invalid(new FieldError
        {
            Pointer = $"{pointer}/{(way.StartTime is null ? "startDelay" : "startTime")}",
            Value = way.StartTime ?? way.StartDelay,
            Expected = $"a start from {arrival} (asOf) to before {close} (the end of the session)",
            Message = $"the way would start at {start}, {(start < arrival ? "before the order arrives" : "after the session has ended")}",
        });
    }

    private static Refusal TooSlow(PreparedEstimate prepared, Timestamp start, ScenarioWayRequest way, string pointer)
    {
        Timestamp close = OrderDesk.SessionOf(prepared).Close;
        double least = ParticipationHorizon.LeastParticipation(prepared.Order.Quantity, OrderDesk.OtherVolume(prepared, start, close));
        FieldError error = new()
        {
            Pointer = $"{pointer}/participation",
            Value = FieldText.Of(way.Participation!.Value),
            Expected = $"a participation of at least {least:0.####} from {start} to the end of the session at {close}",
            Message = $"at a participation of {way.Participation} the order is not done by the end of the session",
        };
        return new Refusal(ProblemCode.HorizonPastSessionEnd, error.Message) { Errors = [error], SecondsLeft = close.SecondsSince(start) };
    }
}
