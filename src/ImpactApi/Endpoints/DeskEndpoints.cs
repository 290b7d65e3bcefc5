using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Questions about one order or one instrument that are answered at once; baskets, which may be jobs, have routes of their own.</summary>
internal static class DeskEndpoints
{
    /// <summary>What can be wrong with any of them.</summary>
    private static readonly ProblemCode[] problems =
    [
        ProblemCode.InvalidRequest, ProblemCode.MalformedJson, ProblemCode.UnknownInstrument, ProblemCode.RequestTooLarge, ProblemCode.UnsupportedMediaType,
        ProblemCode.NoMarketData, ProblemCode.StaleMarketData, ProblemCode.AsOfBeforeData, ProblemCode.SessionClosed, ProblemCode.HorizonPastSessionEnd,
        ProblemCode.OrderTooLarge, ProblemCode.StoreUnavailable,
    ];

    public static void MapScenarios(this IEndpointRouteBuilder routes) =>
        routes.MapQuestion<ScenarioService, ScenarioRequest, ScenarioAnswer>("/scenarios:compare", "Scenarios", "compareScenarios", "Up to 50 ways to trade one order: cost, risk, rank, and which way no other beats");

    public static void MapCostCurves(this IEndpointRouteBuilder routes) =>
        routes.MapQuestion<CostCurveService, CostCurveRequest, CostCurveAnswer>("/cost-curves", "Cost curves", "createCostCurve", "Cost distributions over sizes × horizons or participations, at most 50 × 50");

    public static void MapSchedules(this IEndpointRouteBuilder routes) =>
        routes.MapQuestion<ScheduleService, ScheduleRequest, ScheduleAnswer>(
            "/schedules", "Schedules", "createSchedule", "Child slices under the order's limits, by up to six strategies, and the efficient frontier", ProblemCode.ScheduleInfeasible);

    public static void MapRfq(this IEndpointRouteBuilder routes) =>
        routes.MapQuestion<RfqService, RfqRequest, RfqAnswer>("/rfq:evaluate", "Quotes", "evaluateQuotes", "Dealers' quotes against the forecast of working the order, and what quote covers it");

    private static void MapQuestion<TService, TRequest, TAnswer>(this IEndpointRouteBuilder routes, string path, string tag, string name, string summary, params ProblemCode[] ownProblems)
        where TService : class, IDeskService<TRequest, TAnswer>
        where TRequest : class
        where TAnswer : class =>
        routes.MapPost(path, AnswerAsync<TService, TRequest, TAnswer>)
            .WithTags(tag)
            .WithName(name)
            .WithSummary(summary)
            .Accepts<TRequest>("application/json")
            .Produces<TAnswer>()
            .Refuses([.. problems, .. ownProblems]);

    private static async Task<Results<Ok<TAnswer>, ProblemResult>> AnswerAsync<TService, TRequest, TAnswer>(JsonBody<TRequest> body, TService service, CancellationToken cancellation)
        where TService : class, IDeskService<TRequest, TAnswer>
        where TRequest : class
        where TAnswer : class
    {
        Outcome<TAnswer> answer = await service.AnswerAsync(body.Value, cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }
}
