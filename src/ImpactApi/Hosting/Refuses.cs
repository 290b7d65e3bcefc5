using ImpactService.ImpactApi.Contracts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>The problems that a route can answer, for the OpenAPI document.</summary>
internal sealed record RefusesMetadata(IReadOnlyList<ProblemCode> Codes);

/// <summary>Another body that a route answers with under the same status.</summary>
internal sealed record AlsoProducesMetadata(Type Body);

internal static class RefusesExtensions
{
    /// <summary>Declares a second kind of body of status 200.</summary>
    public static RouteHandlerBuilder AlsoProduces<T>(this RouteHandlerBuilder route) => route.WithMetadata(new AlsoProducesMetadata(typeof(T)));

    /// <summary>Declares the problems of a route; every route has internal_error.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ProblemCode[] codes)
    {
        route.WithMetadata(new RefusesMetadata(codes));
        foreach (int status in codes.Select(c => ProblemKind.Of(c).Status).Distinct())
            route.Produces<Problem>(status, ProblemResult.ContentType);
        return route;
    }
}

/// <summary>Names the codes behind each status in the document, and every kind of body.</summary>
internal sealed class ResponseOperationFilter : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        DescribeProblems(operation, context);
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AlsoProducesMetadata>().FirstOrDefault() is not { } also
            || operation.Responses?["200"].Content?[Json] is not OpenApiMediaType media)
            return;
        media.Schema = new OpenApiSchema { OneOf = [media.Schema!, context.SchemaGenerator.GenerateSchema(also.Body, context.SchemaRepository)] };
    }

    private static void DescribeProblems(OpenApiOperation operation, OperationFilterContext context)
    {
        RefusesMetadata? refuses = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RefusesMetadata>().FirstOrDefault();
        foreach (IGrouping<int, ProblemKind> kinds in (refuses?.Codes ?? []).Select(ProblemKind.Of).GroupBy(k => k.Status))
        {
            if (operation.Responses!.TryGetValue($"{kinds.Key}", out IOpenApiResponse? response))
                response.Description = string.Join("; ", kinds.Select(k => $"`{k.WireCode}`: {k.Title}"));
        }
    }
}
