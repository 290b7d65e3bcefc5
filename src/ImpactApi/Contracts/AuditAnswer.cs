using System.Text.Json;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What administrators did, latest first.</summary>
internal sealed record AuditAnswer
{
    /// <summary>At most as many as asked for.</summary>
    public required IReadOnlyList<AuditItem> Acts { get; init; }
}

/// <summary>One act of an administrator.</summary>
internal sealed record AuditItem
{
    /// <summary>When.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>Who: account@machine of the process that did it.</summary>
    /// <example>ops@desk-1</example>
    public required string Actor { get; init; }

    /// <summary>keyCreated, keyRotated, keyRevoked or modelActivated.</summary>
    /// <example>keyRevoked</example>
    public required string Action { get; init; }

    /// <summary>The key's id or the model's number.</summary>
    public required string Subject { get; init; }

    /// <summary>What else is known of it.</summary>
    public required JsonElement Detail { get; init; }
}
