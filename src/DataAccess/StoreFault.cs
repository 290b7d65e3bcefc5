using Npgsql;

namespace ImpactService.DataAccess;

/// <summary>Tells a store that is away from one that was asked wrongly.</summary>
internal static class StoreFault
{
    /// <summary>
    /// True for what passes by itself: no connection, a server that stops, starts or has no room. SQLSTATE classes 22 (data), 23 (constraint) and 42 (syntax) are faults of what was sent.
    /// </summary>
    public static bool IsAway(NpgsqlException failure) => failure.SqlState is not { Length: 5 } state || !(state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("42", StringComparison.Ordinal));
}
