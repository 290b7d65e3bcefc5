using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using ImpactService.ImpactApi.Contracts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>Closes requests (unknown members are refused; answers may grow), and adds allowed values and the expected text of each field to the schema.</summary>
internal sealed class ContractSchemaFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema concrete)
            return;
        if (context.MemberInfo is null && concrete.Properties is { Count: > 0 } && context.Type.Name.EndsWith("Request", StringComparison.Ordinal))
            concrete.AdditionalPropertiesAllowed = false;
        if (context.MemberInfo?.GetCustomAttributes(typeof(AllowedValuesAttribute), false) is [AllowedValuesAttribute allowed])
            concrete.Enum = [.. allowed.Values.OfType<string>().Select(v => JsonValue.Create(v))];
        if (context.MemberInfo?.GetCustomAttributes(typeof(ExpectedAttribute), false) is [ExpectedAttribute expected])
            concrete.Description = $"{concrete.Description} Expected: {expected.Text}.".TrimStart();
    }
}
