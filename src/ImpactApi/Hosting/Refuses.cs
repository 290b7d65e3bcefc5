using ImpactService.ImpactApi.Contracts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>The problems that a route can answer, for the OpenAPI document.</summary>
internal sealed record RefusesMetadata(IReadOnlyList<ProblemCode> Codes);

internal static class RefusesExtensions
{
    /// <summary>Declares the problems of a route; every route has internal_error.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ProblemCode[] codes)
    {
        route.WithMetadata(new RefusesMetadata(codes));
        foreach (int status in codes.Select(c => ProblemKind.Of(c).Status).Distinct())
            route.Produces<Problem>(status, ProblemResult.ContentType);
        return route;
    }
}

/// <summary>Names the codes behind each status in the document.</summary>
internal sealed class RefusalOperationFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        RefusesMetadata? refuses = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RefusesMetadata>().FirstOrDefault();
        foreach (IGrouping<int, ProblemKind> kinds in (refuses?.Codes ?? []).Select(ProblemKind.Of).GroupBy(k => k.Status))
        {
            if (operation.Responses!.TryGetValue($"{kinds.Key}", out IOpenApiResponse? response))
                response.Description = string.Join("; ", kinds.Select(k => $"`{k.WireCode}`: {k.Title}"));
        }
    }
}
