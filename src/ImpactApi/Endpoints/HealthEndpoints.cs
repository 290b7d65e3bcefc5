using ImpactService.ImpactApi.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Whether the process lives and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder health = routes.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", Live).WithName("live").WithSummary("The process lives");
    }

    private static Ok<LiveAnswer> Live() => TypedResults.Ok(new LiveAnswer("live"));
}
