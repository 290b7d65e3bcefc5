namespace ImpactService.DataAccess.Postgres;

/// <summary>Settings of the private server, given on its command line so that they follow the program and not the data directory.</summary>
internal static class ServerSettings
{
    public const int Port = 5432;

    private static readonly string[] always =
    [
        "listen_addresses=",
        $"port={Port}",
        "unix_socket_permissions=0700",
        "max_connections=100",
        "timezone=UTC",
        "log_timezone=UTC",
        "lc_messages=C",
        // No replica reads this server's log: less is written, and nothing at all for tables made in the same transaction.
        "wal_level=minimal",
        "max_wal_senders=0",
        // Imports write gigabytes in a row: checkpoints by size would come every few seconds and write whole pages to the log again.
        "max_wal_size=4GB",
        "checkpoint_timeout=15min",
        // Queries are short; compiling them costs more than it saves.
        "jit=off",
    ];

    public static IEnumerable<string> Arguments(PostgresBinaries binaries, string socketDirectory, bool throwaway)
    {
        string[] durability = throwaway
            ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB"]
            : ["shared_buffers=256MB", "wal_compression=on"];
        string[] place = [$"unix_socket_directories={socketDirectory}"];
        return always.Concat(durability).Concat(place).Concat(Preloaded(binaries)).SelectMany(s => (string[])["-c", s]);
    }

    private static string[] Preloaded(PostgresBinaries binaries) => binaries.HasTimescale ? ["shared_preload_libraries=timescaledb", "timescaledb.telemetry_level=off"] : [];
}
