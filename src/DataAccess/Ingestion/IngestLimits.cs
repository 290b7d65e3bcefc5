namespace ImpactService.DataAccess.Ingestion;

/// <summary>What one body may take.</summary>
public sealed record IngestLimits
{
    /// <summary>Beside so many rows the round trips of a commit vanish; a failure costs the client a quarter of a second of sending again.</summary>
    public int BatchRows { get; init; } = 25_000;

    /// <summary>A batch is committed when its client says nothing for so long: the rows are live meanwhile, and no transaction is held open.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A gibibyte is ten million quotes. A body without an end is cut here; what was durable stays.</summary>
    public long BodyBytesMax { get; init; } = 1L << 30;

    /// <summary>Longer than any body of that size takes; who trickles rows sends many bodies.</summary>
    public TimeSpan BodyTimeMax { get; init; } = TimeSpan.FromMinutes(10);
}
