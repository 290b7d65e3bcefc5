namespace ImpactService.DataAccess;

/// <summary>Where to listen for what the store's driver measures and traces, so that a host need not know which driver that is.</summary>
public static class StoreTelemetry
{
    /// <summary>Meter and activity source of the driver.</summary>
    public const string SourceName = "Npgsql";
}
