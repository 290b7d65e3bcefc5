using System.Diagnostics;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.Tests.DataAccess.Postgres;

/// <summary>Starts real servers and kills them; what is promised is that no server outlives its users and no data is lost.</summary>
public sealed class LocalPostgresTests
{
    private static readonly TimeSpan endLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan returnLimit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Open_SecondTime_KeepsDataAndIsQuick()
    {
        using DataDirectory data = new();
        ImpactStoreOptions options = new() { DataDirectory = data.Path };
        int serverProcessId;
        await using (ImpactStore first = await ImpactStore.OpenAsync(options))
        {
            await first.Instruments.UpsertAsync(new Instrument("KEPT", TradingCalendar.RoundTheClock));
            Assert.NotEmpty(first.AppliedMigrations);
            serverProcessId = first.Server!.ServerProcessId;
        }

        Assert.False(IsRunning(serverProcessId));
        Stopwatch watch = Stopwatch.StartNew();
        await using ImpactStore second = await ImpactStore.OpenAsync(options);
        // A few hundred milliseconds on an idle machine; the limit leaves room for a busy one.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"the second start took {watch.Elapsed}");
        Assert.Empty(second.AppliedMigrations);
        Assert.NotNull(await second.Instruments.FindAsync("KEPT"));
    }

    [Fact]
    public async Task Open_WhileAnotherProcessHasIt_AttachesAndKeepsTheServerAfterTheOwner()
    {
        using DataDirectory data = new();
        using ChildProcess owner = await ChildProcess.StartAsync(Program.Hold, data.Path);
        Assert.True(owner.IsOwner);
        await using (ImpactStore attached = await ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = data.Path }))
        {
            Assert.False(attached.Server!.IsOwner);
            Assert.Equal(owner.ServerProcessId, attached.Server.ServerProcessId);
            await owner.EndAsync();
            await attached.Instruments.UpsertAsync(new Instrument("STILL", TradingCalendar.RoundTheClock));
            Assert.NotNull(await attached.Instruments.FindAsync("STILL"));
        }

        await AssertEndsAsync(owner.ServerProcessId);
    }

    [Fact]
    public async Task Open_OwnerKilled_LeavesNoServerAndNoSocket()
    {
        using DataDirectory data = new();
        using ChildProcess owner = await ChildProcess.StartAsync(Program.Hold, data.Path);
        string sockets = PostmasterFile.Read(Path.Combine(data.Path, "postgres", "cluster", "postmaster.pid"))!.SocketDirectory;
        Assert.True(Directory.Exists(sockets));
        await owner.KillAsync();
        await AssertEndsAsync(owner.ServerProcessId);
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists(sockets), endLimit));
    }

    [Fact]
    public async Task Query_ServerKilledWhileInUse_WorksAgainSoon()
    {
        using DataDirectory data = new();
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = data.Path });
        await store.Instruments.UpsertAsync(new Instrument("SAFE", TradingCalendar.RoundTheClock));
        int killed = store.Server!.ServerProcessId;
        using (Process server = Process.GetProcessById(killed))
            server.Kill();
        await AssertEndsAsync(killed);
        Instrument? found = null;
        Stopwatch watch = Stopwatch.StartNew();
        while (found is null && watch.Elapsed < returnLimit)
            found = await FindOrNullAsync(store, "SAFE");
        Assert.NotNull(found);
        Assert.NotEqual(killed, store.Server.ServerProcessId);
    }

    [Fact]
    public async Task Open_EverythingKilled_StartsAgainFromItsStaleFiles()
    {
        using DataDirectory data = new();
        string pidFile = Path.Combine(data.Path, "postgres", "cluster", "postmaster.pid");
        string sockets;
        using (ChildProcess owner = await ChildProcess.StartAsync(Program.Hold, data.Path))
        {
            sockets = PostmasterFile.Read(pidFile)!.SocketDirectory;
            using Process shell = Process.GetProcessById(ParentOf(owner.ServerProcessId)), server = Process.GetProcessById(owner.ServerProcessId);
            shell.Kill();
            server.Kill();
            await owner.KillAsync();
            await AssertEndsAsync(owner.ServerProcessId);
        }

        Assert.True(File.Exists(pidFile) && Directory.Exists(sockets));
        await using ImpactStore again = await ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = data.Path });
        Assert.True(again.Server!.IsOwner);
        Assert.Empty(again.AppliedMigrations);
        Assert.False(Directory.Exists(sockets));
    }

    [Fact]
    public async Task Open_StaleFileNamesALivingStranger_StartsAnyway()
    {
        using DataDirectory data = new();
        ImpactStoreOptions options = new() { DataDirectory = data.Path };
        await using (await ImpactStore.OpenAsync(options))
        {
        }

        string cluster = Path.Combine(data.Path, "postgres", "cluster");
        await File.WriteAllTextAsync(Path.Combine(cluster, "postmaster.pid"), $"{Environment.ProcessId}\n{cluster}\n1700000000\n5432\n/tmp/nowhere\n\n  1 1\nready\n");
        await using ImpactStore store = await ImpactStore.OpenAsync(options);
        Assert.True(store.Server!.IsOwner);
    }

    [Fact]
    public async Task Open_ManyProcessesAtOnce_OneOwns()
    {
        using DataDirectory data = new();
        Task<LocalPostgres>[] openings = [.. Enumerable.Range(0, 4).Select(_ => LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = data.Path }))];
        LocalPostgres[] opened = await Task.WhenAll(openings);
        Assert.Single(opened, o => o.IsOwner);
        Assert.Single(opened.Select(o => o.ServerProcessId).Distinct());
        foreach (LocalPostgres postgres in opened.OrderBy(o => o.IsOwner))
            await postgres.DisposeAsync();
        Assert.False(IsRunning(opened[0].ServerProcessId));
    }

    [Fact]
    public async Task Open_ClusterOfAnotherMajorVersion_SaysWhatToInstall()
    {
        using DataDirectory data = new();
        string cluster = Directory.CreateDirectory(Path.Combine(data.Path, "postgres", "cluster")).FullName;
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "9\n");
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = data.Path }));
        Assert.Contains("PostgreSQL 9", failure.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql-9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_BrokenCluster_SaysWhatTheServerSaid()
    {
        using DataDirectory data = new();
        ImpactStoreOptions options = new() { DataDirectory = data.Path };
        await using (await ImpactStore.OpenAsync(options))
        {
        }

        Directory.Delete(Path.Combine(data.Path, "postgres", "cluster", "global"), recursive: true);
        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => ImpactStore.OpenAsync(options));
        Assert.Contains("did not start", failure.Message, StringComparison.Ordinal);
        Assert.Contains("global", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ProcessKilledHalfWay_LeavesNothingVisible()
    {
        using DataDirectory data = new();
        using (ChildProcess importer = await ChildProcess.StartAsync(Program.ImportHalf, data.Path))
        {
            await importer.KillAsync();
            await AssertEndsAsync(importer.ServerProcessId);
        }

        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = data.Path });
        Instrument instrument = (await store.Instruments.FindAsync("HALF"))!;
        Assert.Empty(await store.MarketData.SessionsWithDataAsync(instrument));
        Assert.Empty(await store.Sources.ListAsync());
        // The same file can be imported afterwards.
        await using MarketDataImport? again = await store.MarketData.BeginImportAsync(new ImportSource("half", "half.csv", "half"));
        Assert.NotNull(again);
    }

    private static async Task AssertEndsAsync(int serverProcessId)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (IsRunning(serverProcessId) && watch.Elapsed < endLimit)
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        Assert.False(IsRunning(serverProcessId), $"the server still runs {endLimit} after its last user");
    }

    private static async Task<Instrument?> FindOrNullAsync(ImpactStore store, string symbol)
    {
        try
        {
            return await store.Instruments.FindAsync(symbol);
        }
        catch (NpgsqlException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            return null;
        }
    }

    private static int ParentOf(int processId)
    {
        string line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("PPid:", StringComparison.Ordinal));
        return int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>A process that has ended stays listed as a zombie where nobody collects it (a container without an init).</summary>
    private static bool IsRunning(int processId)
    {
        string status = $"/proc/{processId}/status";
        try
        {
            return File.Exists(status) && !File.ReadLines(status).Any(l => l.StartsWith("State:\tZ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }
}
