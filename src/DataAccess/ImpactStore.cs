using ImpactService.DataAccess.Migrations;
using ImpactService.DataAccess.Postgres;
using ImpactService.DataAccess.Stores;
using Npgsql;

namespace ImpactService.DataAccess;

/// <summary>The service's one store: a migrated PostgreSQL database and the classes that hold its SQL.</summary>
public sealed class ImpactStore : IAsyncDisposable
{
    /// <summary>Look-ups take 0.02 ms prepared and several times that otherwise; a statement is prepared when it is used a second time.</summary>
    private const int PreparedStatementsMax = 64;
    private const int UsagesUntilPrepared = 2;

    /// <summary>Below a third of the server's connections, so that an API process, the command line and an administrator fit together.</summary>
    private const int ConnectionsMax = 32;

    private readonly NpgsqlDataSource dataSource;

    private ImpactStore(NpgsqlDataSource dataSource, LocalPostgres? server, IReadOnlyList<string> appliedMigrations, string actor)
    {
        (this.dataSource, Server, AppliedMigrations) = (dataSource, server, appliedMigrations);
        Sources = new ImportSourceStore(dataSource);
        Streams = new IngestStreamStore(dataSource);
        IdempotencyKeys = new IdempotencyKeyStore(dataSource);
        Instruments = new InstrumentStore(dataSource);
        MarketData = new MarketDataStore(dataSource, Instruments);
        Bars = new BarStore(dataSource);
        Sessions = new SessionSummaryStore(dataSource);
        SessionRefresher = new SessionSummaryRefresher(dataSource, Instruments, MarketData, Sessions);
        ParentOrders = new ParentOrderStore(dataSource);
        Signals = new SignalStore(dataSource, Instruments);
        Models = new ModelStore(dataSource, actor);
        Estimates = new EstimateStore(dataSource);
        ApiKeys = new ApiKeyStore(dataSource, actor);
        Audit = new AuditStore(dataSource);
        Maintenance = new StoreMaintenance(dataSource);
    }

    /// <summary>The private server, or null with a connection string.</summary>
    public LocalPostgres? Server { get; }

    /// <summary>Migrations that this opening has applied; empty when the schema was up to date.</summary>
    public IReadOnlyList<string> AppliedMigrations { get; }

    public ImportSourceStore Sources { get; }

    public IngestStreamStore Streams { get; }

    public IdempotencyKeyStore IdempotencyKeys { get; }

    public InstrumentStore Instruments { get; }

    public MarketDataStore MarketData { get; }

    public BarStore Bars { get; }

    public SessionSummaryStore Sessions { get; }

    public SessionSummaryRefresher SessionRefresher { get; }

    public ParentOrderStore ParentOrders { get; }

    public SignalStore Signals { get; }

    public ModelStore Models { get; }

    public EstimateStore Estimates { get; }

    public ApiKeyStore ApiKeys { get; }

    public AuditStore Audit { get; }

    public StoreMaintenance Maintenance { get; }

    /// <summary>Starts or attaches to the private server where no connection string is given, and applies missing migrations.</summary>
    /// <exception cref="StoreException">For every reason that the operator can change; the message says which.</exception>
    public static async Task<ImpactStore> OpenAsync(ImpactStoreOptions options, CancellationToken cancellationToken = default)
    {
        LocalPostgres? server = options.ConnectionString is null
            ? await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = options.Throwaway ? null : options.DataDirectory }, cancellationToken)
            : null;
        NpgsqlDataSource? dataSource = null;
        try
        {
            dataSource = CreateDataSource(options.ConnectionString ?? server!.ConnectionString);
            IReadOnlyList<string> applied = await new Migrator(dataSource, Migration.All).MigrateAsync(cancellationToken);
            ImpactStore store = new(dataSource, server, applied, options.Actor);
            (dataSource, server) = (null, null);
            return store;
        }
        catch (NpgsqlException failure)
        {
            throw new StoreException($"cannot open the store: {failure.Message}", failure);
        }
        finally
        {
            if (dataSource is not null)
                await dataSource.DisposeAsync();
            if (server is not null)
                await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await dataSource.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    internal ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken) => dataSource.OpenConnectionAsync(cancellationToken);

    internal static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        try
        {
            NpgsqlConnectionStringBuilder builder = new(connectionString)
            {
                ApplicationName = "impact-service",
                MaxAutoPrepare = PreparedStatementsMax,
                AutoPrepareMinUsages = UsagesUntilPrepared,
                MaxPoolSize = ConnectionsMax,
            };
            return NpgsqlDataSource.Create(builder);
        }
        catch (ArgumentException failure)
        {
            throw new StoreException($"the connection string is not valid: {failure.Message}", failure);
        }
    }
}
