using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>The trained models, and which of them answers.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("", ListAsync)
            .WithName("listModels")
            .WithSummary("All models, the newest first")
            .Refuses(ProblemCode.StoreUnavailable);
        models.MapGet("/{id}", FindAsync)
            .WithName("getModel")
            .WithSummary("One model by id or hash")
            .Refuses(ProblemCode.UnknownModel, ProblemCode.StoreUnavailable);
    }

    private static async Task<Ok<ModelsAnswer>> ListAsync(ModelService service, CancellationToken cancellation) => TypedResults.Ok(await service.ListAsync(cancellation));

    private static async Task<Results<Ok<ModelAnswer>, ProblemResult>> FindAsync(string id, ModelService service, CancellationToken cancellation)
    {
        Outcome<ModelAnswer> found = await service.FindAsync(id, cancellation);
        return found.Value is null ? new ProblemResult(found.Refusal!) : TypedResults.Ok(found.Value);
    }
}
