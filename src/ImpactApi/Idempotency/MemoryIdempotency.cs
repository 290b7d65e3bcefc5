using System.Security.Cryptography;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.ImpactApi.Idempotency;

/// <summary>Keys of this process alone, in bounded memory: when it is full, the oldest answers are forgotten before their time.</summary>
internal sealed class MemoryIdempotency(ImpactOptions options, TimeProvider clock) : IIdempotencyStore
{
    /// <summary>What a key costs beside its answer, roughly.</summary>
    private const int EntryBytes = 400;

    private readonly Lock gate = new();
    private readonly Dictionary<IdempotencyScope, Entry> entries = [];
    private readonly Queue<(IdempotencyScope Scope, Entry Entry)> byAge = new();
    private long bytes;

    public ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyScope scope, byte[] bodyHash, CancellationToken cancellation)
    {
        lock (gate)
        {
            DropOld();
            if (!entries.TryGetValue(scope, out Entry? known))
            {
                entries[scope] = new Entry(bodyHash, clock.GetUtcNow());
                return ValueTask.FromResult(new IdempotencyClaim(ClaimKind.Granted));
            }

            if (!CryptographicOperations.FixedTimeEquals(known.BodyHash, bodyHash))
                return ValueTask.FromResult(new IdempotencyClaim(ClaimKind.OtherBody));
            return ValueTask.FromResult(known.Response is { } answered ? new IdempotencyClaim(ClaimKind.Answered, answered) : new IdempotencyClaim(ClaimKind.InFlight));
        }
    }

    public ValueTask CompleteAsync(IdempotencyScope scope, StoredResponse response, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(scope, out Entry? entry))
                return ValueTask.CompletedTask;
            entry.Response = response;
            bytes += entry.Bytes;
            byAge.Enqueue((scope, entry));
            DropOld();
            return ValueTask.CompletedTask;
        }
    }

    public ValueTask ReleaseAsync(IdempotencyScope scope)
    {
        lock (gate)
            entries.Remove(scope);
        return ValueTask.CompletedTask;
    }

    private void DropOld()
    {
        long limit = options.IdempotencyMegabytes * 1_000_000L;
        DateTimeOffset oldest = clock.GetUtcNow() - IdempotencyMiddleware.KeptFor;
        while (byAge.TryPeek(out (IdempotencyScope Scope, Entry Entry) first) && (bytes > limit || first.Entry.Since < oldest))
        {
            byAge.Dequeue();
            entries.Remove(first.Scope);
            bytes -= first.Entry.Bytes;
        }
    }

    private sealed class Entry(byte[] bodyHash, DateTimeOffset since)
    {
        public byte[] BodyHash { get; } = bodyHash;

        public DateTimeOffset Since { get; } = since;

        public StoredResponse? Response { get; set; }

        public int Bytes => EntryBytes + (Response?.Body.Length ?? 0);
    }
}
