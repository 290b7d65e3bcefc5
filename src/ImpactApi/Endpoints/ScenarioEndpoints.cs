using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>The ways to trade one order, beside each other.</summary>
internal static class ScenarioEndpoints
{
    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/scenarios:compare", CompareAsync)
            .WithTags("Scenarios")
            .WithName("compareScenarios")
            .WithSummary("Up to 50 ways to trade one order: cost, risk, rank, and which way no other beats")
            .Accepts<ScenarioRequest>("application/json")
            .Produces<ScenarioAnswer>()
            .Refuses(DeskProblems.OfAnOrder);
    }

    private static async Task<Results<Ok<ScenarioAnswer>, ProblemResult>> CompareAsync(JsonBody<ScenarioRequest> body, ScenarioService service, CancellationToken cancellation)
    {
        Outcome<ScenarioAnswer> answer = await service.CompareAsync(body.Value, cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }
}

internal static class DeskProblems
{
    /// <summary>What can be wrong with any question about an order.</summary>
    public static ProblemCode[] OfAnOrder { get; } =
    [
        ProblemCode.InvalidRequest, ProblemCode.MalformedJson, ProblemCode.UnknownInstrument, ProblemCode.RequestTooLarge, ProblemCode.UnsupportedMediaType,
        ProblemCode.NoMarketData, ProblemCode.StaleMarketData, ProblemCode.AsOfBeforeData, ProblemCode.SessionClosed, ProblemCode.HorizonPastSessionEnd,
        ProblemCode.OrderTooLarge, ProblemCode.StoreUnavailable,
    ];
}
