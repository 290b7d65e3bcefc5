using System.Collections.Frozen;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Access;

/// <summary>A key, who calls with it, and how often that may be.</summary>
internal sealed record HeldKey(ApiKey Key, Caller Caller, KeyLimit Limit);

/// <summary>
/// The store's table of keys in memory, behind one reference: a request asks no store. A store that is away leaves the keys as they were; expiry goes by the clock all the same.
/// </summary>
internal sealed class KeyRing(ImpactStore store, ImpactOptions options, TimeProvider clock)
{
    private volatile FrozenDictionary<string, HeldKey> held = FrozenDictionary<string, HeldKey>.Empty;

    /// <summary>Whether any key opens anything now.</summary>
    public bool HasUsableKey => held.Values.Any(k => k.Key.IsUsableAt(Now));

    private Timestamp Now => Timestamp.From(clock.GetUtcNow());

    /// <summary>Takes over what the store has; a key that has not changed keeps its count of requests.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ApiKey> stored = await store.ApiKeys.ListAsync(cancellation);
        held = stored.Select(Hold).ToFrozenDictionary(k => k.Key.Id, StringComparer.Ordinal);
    }

    /// <summary>The key of that text; null when there is none, or when it is revoked or has expired.</summary>
    public HeldKey? Find(ReadOnlySpan<char> text)
    {
        if (!ApiKeyText.IsKey(text) || !held.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(ApiKeyText.IdOf(text), out HeldKey? found))
            return null;
        return ApiKeyText.Matches(text, found.Key.KeyHash) && found.Key.IsUsableAt(Now) ? found : null;
    }

    private HeldKey Hold(ApiKey key)
    {
        int perSecond = key.RequestsPerSecond ?? options.KeyRequestsPerSecond;
        KeyLimit limit = held.TryGetValue(key.Id, out HeldKey? known) && known.Limit.RequestsPerSecond == perSecond ? known.Limit : new KeyLimit(perSecond, clock);
        return new HeldKey(key, new Caller(key.Id, key.Tenant, key.Scopes), limit);
    }
}
