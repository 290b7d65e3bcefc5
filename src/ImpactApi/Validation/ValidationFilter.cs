using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.ImpactApi.Validation;

/// <summary>The one guard of a group of routes: no handler runs on a body or a parameter that has not been found valid.</summary>
internal sealed class ValidationFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (object? argument in context.Arguments)
        {
            if (argument is IRequestPart part && part.Check(context.HttpContext.RequestServices) is { } refusal)
                return ValueTask.FromResult<object?>(new ProblemResult(refusal));
        }

        return next(context);
    }
}
