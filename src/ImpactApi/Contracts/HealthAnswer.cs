using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>The process lives.</summary>
/// <param name="Status">Always live.</param>
internal sealed record LiveAnswer(string Status);

/// <summary>Whether the service can answer, and from what.</summary>
internal sealed record ReadyAnswer
{
    /// <summary>ready, or why not yet: starting, storeUnreachable.</summary>
    /// <example>ready</example>
    public required string Status { get; init; }

    /// <summary>The store has answered just now.</summary>
    public required bool StoreReachable { get; init; }

    /// <summary>True since the service has started: it does not start on a schema that is not its own.</summary>
    public required bool MigrationsApplied { get; init; }

    /// <summary>Instruments whose live state stands, of those in the store.</summary>
    public required int InstrumentsWarm { get; init; }

    /// <summary>Instruments in the store.</summary>
    public required int Instruments { get; init; }

    /// <summary>The model that answers; null when the laws answer on published parameters.</summary>
    public string? ActiveModelId { get; init; }

    /// <summary>The highest rung that answers can stand on: learned or parametric.</summary>
    /// <example>learned</example>
    public required string Rung { get; init; }

    /// <summary>Why the store's active model is not used; null when it is, or when there is none.</summary>
    public string? ModelFault { get; init; }

    /// <summary>Answers that wait for the store.</summary>
    public required int RecordsWaiting { get; init; }

    /// <summary>Those of them that wait on disk, because the store was away.</summary>
    public required int RecordsOnDisk { get; init; }

    /// <summary>The alarms that stand, the oldest first, at most 100.</summary>
    public required IReadOnlyList<AlarmAnswer> Alarms { get; init; }

    /// <summary>Alarms that are over since this process started, the last first, at most 20.</summary>
    public required IReadOnlyList<AlarmAnswer> RecentAlarms { get; init; }
}

/// <summary>Something that somebody has to look at; docs/OPERATIONS.md says what to do.</summary>
internal sealed record AlarmAnswer
{
    /// <summary>Stable code for programs.</summary>
    /// <example>storeUnreachable</example>
    public required string Code { get; init; }

    /// <summary>Which of several: an instrument or a queue; empty where there is one only.</summary>
    public required string Subject { get; init; }

    /// <summary>What is the matter.</summary>
    public required string Text { get; init; }

    /// <summary>When it began.</summary>
    public required Timestamp Since { get; init; }

    /// <summary>When it ended; null while it stands.</summary>
    public Timestamp? Until { get; init; }
}
