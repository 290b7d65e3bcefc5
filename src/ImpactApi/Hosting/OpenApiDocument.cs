using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactModels.Market;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>The OpenAPI document: openapi/impact.v1.json in the repository is this, and a test compares them.</summary>
internal static class OpenApiDocument
{
    public const string Name = "impact.v1";

    public const string Path = $"/openapi/{Name}.json";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(Configure);
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.UseSwagger(options => options.RouteTemplate = "openapi/{documentName}.json");
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint(Path, "Market impact, version 1");
            options.DocumentTitle = "Market impact API";
        });
    }

    private static void Configure(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Name, new OpenApiInfo
        {
            Title = "Market impact",
            Version = "1",
            Description = "What an order will cost before it is routed: distributions of slippage, temporary and permanent impact in bps of the arrival price. "
                + "A positive cost is money lost, for either side. Times are RFC 3339 in UTC, durations ISO 8601. Errors are RFC 9457 problem+json with a stable code.",
        });
        options.AddSecurityDefinition(SecurityOperationFilter.Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key made with impact keys create. None is needed on the machine that the service runs on, unless it was started with Impact__RequireKeys=true.",
        });
        options.IncludeXmlComments(typeof(OpenApiDocument).Assembly);
        options.SupportNonNullableReferenceTypes();
        options.UseAllOfToExtendReferenceSchemas();
        options.MapType<Timestamp>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
        options.MapType<WireDecimal>(() => new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, new OpenApiSchema { Type = JsonSchemaType.Number }] });
        options.SchemaFilter<ContractSchemaFilter>();
        options.OperationFilter<SecurityOperationFilter>();
        options.OperationFilter<ResponseOperationFilter>();
        options.OperationFilter<IdempotencyOperationFilter>();
    }
}
