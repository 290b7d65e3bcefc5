using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Cost over a grid of sizes and horizons or participations.</summary>
internal static class CostCurveEndpoints
{
    public static void MapCostCurves(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cost-curves", CreateAsync)
            .WithTags("Cost curves")
            .WithName("createCostCurve")
            .WithSummary("Cost distributions over sizes × horizons or participations, at most 50 × 50")
            .Accepts<CostCurveRequest>("application/json")
            .Produces<CostCurveAnswer>()
            .Refuses(DeskProblems.OfAnOrder);
    }

    private static async Task<Results<Ok<CostCurveAnswer>, ProblemResult>> CreateAsync(JsonBody<CostCurveRequest> body, CostCurveService service, CancellationToken cancellation)
    {
        Outcome<CostCurveAnswer> answer = await service.ComputeAsync(body.Value, cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }
}
