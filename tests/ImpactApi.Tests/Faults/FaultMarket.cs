using System.Diagnostics;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.Tests.ImpactApi.Faults;

/// <summary>A private PostgreSQL with a small market, which the test can kill; held open by the test, so that it outlives the API.</summary>
internal sealed class FaultMarket : IAsyncDisposable
{
    private FaultMarket(string directory, LocalPostgres server) => (DataDirectory, Server) = (directory, server);

    public string DataDirectory { get; }

    public LocalPostgres Server { get; }

    public static async Task<FaultMarket> CreateAsync()
    {
        string directory = Directory.CreateTempSubdirectory("impact-fault-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        LocalPostgres server = await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = directory });
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = server.ConnectionString });
        TradingSession session = TradingCalendar.Parse("09:30-16:00 America/New_York").SessionOn(TestMarket.LastDate);
        await TestMarket.ImportAsync(store, new Instrument(TestMarket.Share, TradingCalendar.Parse("09:30-16:00 America/New_York")), TestMarket.QuietSession(session, 3_000), "fault");
        return new FaultMarket(directory, server);
    }

    /// <summary>Kills the server, and every one that is started in its place, for the given time.</summary>
    public async Task KillStoreForAsync(TimeSpan time, CancellationToken end = default)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int last = 0;
        while (watch.Elapsed < time && !end.IsCancellationRequested)
        {
            int current = Server.ServerProcessId;
            if (current != last && IsAlive(current))
            {
                using Process server = Process.GetProcessById(current);
                server.Kill();
                last = current;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Waits until the server answers again.</summary>
    public async Task UntilStoreAnswersAsync()
    {
        for (int attempt = 0; attempt < 3_000; attempt++)
        {
            try
            {
                await ScalarAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(20);
            }
        }

        throw new TimeoutException("the killed server did not come back within 60 s");
    }

    public async Task<long> ScalarAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<HashSet<Guid>> EstimateIdsAsync()
    {
        await using NpgsqlConnection connection = new(Server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("SELECT id FROM estimates", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        HashSet<Guid> ids = [];
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static bool IsAlive(int processId) => File.Exists($"/proc/{processId}/status") && !File.ReadLines($"/proc/{processId}/status").Any(l => l.StartsWith("State:\tZ", StringComparison.Ordinal));
}
