using System.Reflection;
using ImpactService.DataAccess.Stores;

namespace ImpactService.ImpactApi.Access;

/// <summary>Who asks: the key of the request, or somebody on this machine without one. A handler takes it as a parameter.</summary>
/// <param name="KeyId">The public part of the key; null without one.</param>
/// <param name="Tenant">Whose rows these are: written with every row, and no caller reads those of another. Null without a key.</param>
internal sealed record Caller(string? KeyId, string? Tenant, ApiScopes Scopes) : IBindableFromHttpContext<Caller>
{
    /// <summary>Asks from this machine, without a key.</summary>
    public static Caller Local { get; } = new(null, null, ApiScopes.Estimate | ApiScopes.Ingest | ApiScopes.Admin);

    /// <exception cref="InvalidOperationException">The route declares no scope, so nobody has looked who asks.</exception>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("the route declares no scope");

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Caller?>(Of(context));
}
