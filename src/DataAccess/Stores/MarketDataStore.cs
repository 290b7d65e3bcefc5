using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>Trades, quotes, depth and signals: bulk in, ordered out.</summary>
public sealed class MarketDataStore
{
    private readonly NpgsqlDataSource dataSource;

    internal MarketDataStore(NpgsqlDataSource dataSource) => this.dataSource = dataSource;

    /// <summary>Starts the import of one file; see <see cref="MarketDataImport"/>.</summary>
    /// <returns>Null when this file is in the store already. Waits while another process is importing the same file.</returns>
    public Task<MarketDataImport?> BeginImportAsync(ImportSource source, CancellationToken cancellationToken = default) =>
        MarketDataImport.BeginAsync(dataSource, source, cancellationToken);
}
