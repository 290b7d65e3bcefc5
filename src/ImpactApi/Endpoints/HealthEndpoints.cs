using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Services;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Whether the process lives and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder health = routes.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", Live)
            .WithName("live")
            .WithSummary("The process lives");
        health.MapGet("/ready", ReadyAsync)
            .WithName("ready")
            .WithSummary("The service can answer: 200 when the store is reachable and every instrument's state stands, else 503")
            .Produces<ReadyAnswer>()
            .Produces<ReadyAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<LiveAnswer> Live() => TypedResults.Ok(new LiveAnswer("live"));

    private static async Task<JsonHttpResult<ReadyAnswer>> ReadyAsync(ReadinessService service, CancellationToken cancellation)
    {
        ReadyAnswer answer = await service.CheckAsync(cancellation);
        return TypedResults.Json(answer, WireJson.Context.ReadyAnswer, statusCode: answer.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
