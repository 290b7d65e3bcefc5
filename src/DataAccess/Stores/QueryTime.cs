using ImpactService.DataAccess.Copying;
using ImpactService.ImpactModels.Market;
using Npgsql;
using NpgsqlTypes;

namespace ImpactService.DataAccess.Stores;

/// <summary>Timestamps as parameters and results of queries, without a detour over DateTime.</summary>
internal static class QueryTime
{
    /// <summary>Timestamp.MinValue and MaxValue mean no bound.</summary>
    public static NpgsqlParameter Parameter(Timestamp time) => new NpgsqlParameter<long> { TypedValue = ServerTime.EncodeBound(time), NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static Timestamp Read(NpgsqlDataReader reader, int column) => ServerTime.Decode(reader.GetFieldValue<long>(column));

    public static async Task<Timestamp?> ReadScalarAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0) ? Read(reader, 0) : null;
    }
}
