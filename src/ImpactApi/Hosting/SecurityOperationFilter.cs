using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>Says in the document which operations take a key, and how one is refused.</summary>
internal sealed class SecurityOperationFilter : IOperationFilter
{
    public const string Scheme = "key";

    private static readonly ProblemKind[] problems = [.. new[] { ProblemCode.MissingKey, ProblemCode.InvalidKey, ProblemCode.InsufficientScope, ProblemCode.RateLimited }.Select(ProblemKind.Of)];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<NeededScope>().LastOrDefault() is not { } needed)
            return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        operation.Description = $"{operation.Description} Scope: {needed.Scope.ToString().ToLowerInvariant()}.".TrimStart();
        operation.Responses ??= [];
        foreach (IGrouping<int, ProblemKind> kinds in problems.GroupBy(k => k.Status))
            operation.Responses.TryAdd($"{kinds.Key}", Response(kinds, context));
    }

    private static OpenApiResponse Response(IEnumerable<ProblemKind> kinds, OperationFilterContext context) => new()
    {
        Description = string.Join("; ", kinds.Select(k => $"`{k.WireCode}`: {k.Title}")),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemResult.ContentType] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository) },
        },
    };
}
