using System.Security.Cryptography;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Idempotency;

/// <summary>
/// Keys in a table, for requests that write: they hold for all processes and survive them. A process that dies with a request in flight leaves its claim for <see cref="ClaimedFor"/>; the retry is then
/// judged anew, and what was durable before counts as duplicates.
/// </summary>
internal sealed class StoreIdempotency(ImpactStore store, TimeProvider clock) : IIdempotencyStore
{
    /// <summary>A body that may come with a key is small: it is written in a fraction of this.</summary>
    public static TimeSpan ClaimedFor { get; } = TimeSpan.FromSeconds(60);

    public async ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyScope scope, byte[] bodyHash, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        StoredClaim claim = await store.IdempotencyKeys.ClaimAsync(
            scope.Tenant, scope.Route, scope.Key, bodyHash, Timestamp.From(now), Timestamp.From(now - ClaimedFor), Timestamp.From(now - IdempotencyMiddleware.KeptFor), cancellation);
        if (claim.IsNew)
            return new IdempotencyClaim(ClaimKind.Granted);
        if (!CryptographicOperations.FixedTimeEquals(claim.BodyHash, bodyHash))
            return new IdempotencyClaim(ClaimKind.OtherBody);
        return claim.Status is { } status
            ? new IdempotencyClaim(ClaimKind.Answered, new StoredResponse(status, claim.ContentType, claim.Body ?? []))
            : new IdempotencyClaim(ClaimKind.InFlight);
    }

    public async ValueTask CompleteAsync(IdempotencyScope scope, StoredResponse response, CancellationToken cancellation) =>
        await store.IdempotencyKeys.CompleteAsync(scope.Tenant, scope.Route, scope.Key, response.Status, response.ContentType, response.Body, cancellation);

    public async ValueTask ReleaseAsync(IdempotencyScope scope) => await store.IdempotencyKeys.ReleaseAsync(scope.Tenant, scope.Route, scope.Key);
}
