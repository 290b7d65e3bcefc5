using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>What the rows of a stream are.</summary>
public enum StreamKind
{
    MarketData,
    Signals,
    Executions,
}

public static class StreamKinds
{
    /// <summary>As it stands in addresses and in the store.</summary>
    public static string Text(this StreamKind kind) => kind switch
    {
        StreamKind.MarketData => "market-data",
        StreamKind.Signals => "signals",
        _ => "executions",
    };
}

/// <summary>A client's stream of rows, by the name that the client gave it. Streams of different kinds or tenants may share a name.</summary>
public sealed record IngestStream(StreamKind Kind, string? Tenant, string Name)
{
    /// <summary>The name of its batches among the import sources.</summary>
    public string SourceName => Tenant is null ? $"{Kind.Text()}/{Name}" : $"{Kind.Text()}/{Tenant}/{Name}";
}

/// <summary>How far a stream has come: what is up to <paramref name="LastSequence"/> is durable, or was rejected and reported.</summary>
public sealed record StreamPosition(int Id, long LastSequence, long Accepted, long Rejected, Timestamp LastTime);

/// <summary>What one batch adds to a stream.</summary>
public readonly record struct StreamProgress(long LastSequence, long Accepted, long Rejected);
