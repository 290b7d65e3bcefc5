namespace ImpactService.ImpactApi.Idempotency;

/// <summary>Whose key it is and for what: the same key of another tenant or on another route is another key.</summary>
internal readonly record struct IdempotencyScope(string? Tenant, string Route, string Key);

/// <summary>An answer that is given again.</summary>
internal sealed record StoredResponse(int Status, string? ContentType, byte[] Body);

/// <summary>What became of a claim.</summary>
internal enum ClaimKind
{
    /// <summary>The key is new: go on, then complete or release it.</summary>
    Granted,

    /// <summary>The same request is being answered.</summary>
    InFlight,

    /// <summary>The key was used for another body.</summary>
    OtherBody,

    /// <summary>The request was answered before.</summary>
    Answered,
}

/// <param name="Response">With <see cref="ClaimKind.Answered"/> alone.</param>
internal readonly record struct IdempotencyClaim(ClaimKind Kind, StoredResponse? Response = null);

/// <summary>Remembers keys and what was answered to them for <see cref="IdempotencyMiddleware.KeptFor"/>: in memory for estimates, in a table for what must survive the process.</summary>
internal interface IIdempotencyStore
{
    /// <param name="bodyHash">SHA-256.</param>
    ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyScope scope, byte[] bodyHash, CancellationToken cancellation);

    /// <summary>The claim was answered.</summary>
    ValueTask CompleteAsync(IdempotencyScope scope, StoredResponse response, CancellationToken cancellation);

    /// <summary>The claim came to nothing: the key is free again.</summary>
    ValueTask ReleaseAsync(IdempotencyScope scope);
}
