using System.Globalization;
using System.Net;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.ImpactApi.Access;

/// <summary>
/// Looks at who asks before a route that needs a scope runs. Without a key only somebody on this machine is let in, and only where the service listens to nobody else
/// (<see cref="AccessPolicy"/>); a request that a proxy has passed on does not count as from this machine.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, KeyRing keys, AccessPolicy policy)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeededScope>() is not { } needed)
            return next(context);
        if (Admit(context, needed.Scope, out Caller? caller) is { } refusal)
            return RefuseAsync(context, refusal);
        context.Features.Set(caller);
        return next(context);
    }

    private Refusal? Admit(HttpContext context, ApiScopes scope, out Caller? caller)
    {
        caller = Caller.Local;
        string? authorization = context.Request.Headers.Authorization;
        if (string.IsNullOrEmpty(authorization))
            return policy.KeysRequired || !IsFromThisMachine(context) ? MissingKey() : null;
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || keys.Find(authorization.AsSpan(Scheme.Length).Trim()) is not { } held)
            return new Refusal(ProblemCode.InvalidKey, "the key of the Authorization header is not known, has been revoked or has expired");
        caller = held.Caller;
        if ((held.Caller.Scopes & scope) == 0)
            return new Refusal(ProblemCode.InsufficientScope, $"key {held.Key.Id} may not do this: it needs the scope {scope.ToString().ToLowerInvariant()} and has {held.Key.Scopes.ToString().ToLowerInvariant()}");
        return held.Limit.TryTake(out double wait) ? null : TooMany(context, held, wait);
    }

    /// <summary>Both ends on the loopback interface (in process there is none), and no proxy between them.</summary>
    private static bool IsFromThisMachine(HttpContext context)
    {
        ConnectionInfo connection = context.Connection;
        bool isLoopback = (connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote)) && (connection.LocalIpAddress is not { } local || IPAddress.IsLoopback(local));
        return isLoopback && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
    }

    private static Refusal MissingKey() => new(ProblemCode.MissingKey, "send a key: Authorization: Bearer impact_...; the operator makes one with impact keys create");

    private static Refusal TooMany(HttpContext context, HeldKey held, double waitSeconds)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(waitSeconds)).ToString(CultureInfo.InvariantCulture);
        return new Refusal(ProblemCode.RateLimited, $"key {held.Key.Id} may ask {held.Limit.RequestsPerSecond} times a second");
    }

    private static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        if (refusal.Code is ProblemCode.MissingKey or ProblemCode.InvalidKey)
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"impact\"";
        return new ProblemResult(refusal).ExecuteAsync(context);
    }
}
