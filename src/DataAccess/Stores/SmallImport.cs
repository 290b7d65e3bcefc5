using Npgsql;

namespace ImpactService.DataAccess.Stores;

/// <summary>The frame of an import that fits one statement: the source, its rows and its completion in one transaction.</summary>
internal static class SmallImport
{
    /// <param name="write">Writes the rows of the source whose id it is given, and returns how many.</param>
    /// <returns>Null when the file is in the store already.</returns>
    public static async Task<ImportReceipt?> RunAsync(
        NpgsqlDataSource dataSource,
        ImportSource source,
        IReadOnlyDictionary<string, long> rejectsByReason,
        Func<NpgsqlConnection, int, Task<long>> write,
        CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ImportSourceStore.InsertAsync(connection, source, cancellationToken) is not { } sourceId)
            return null;
        ImportReceipt receipt = new(sourceId, await write(connection, sourceId), []);
        long number = await ImportSourceStore.CompleteAsync(connection, receipt, rejectsByReason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return receipt with { CommitNumber = number };
    }
}
