using ImpactService.DataAccess.Stores;

namespace ImpactService.ImpactApi.Access;

/// <summary>What a key must be allowed for a route; a route without it is open to everybody.</summary>
internal sealed record NeededScope(ApiScopes Scope);

internal static class NeededScopeExtensions
{
    /// <summary>On a group for all its routes; one of them may declare another scope of its own.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, ApiScopes scope)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new NeededScope(scope));
}
