using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Copying;

/// <summary>timestamptz as the server keeps it: microseconds since 2000-01-01 UTC. Both directions are exact.</summary>
internal static class ServerTime
{
    private const long EpochUnixMicros = 946_684_800_000_000;

    private static readonly Timestamp first = Timestamp.FromUtc(DateTime.MinValue);
    private static readonly Timestamp last = Timestamp.FromUtc(DateTime.MaxValue);

    /// <exception cref="ArgumentOutOfRangeException">The time lies outside the years 1 to 9999.</exception>
    public static long Encode(Timestamp time)
    {
        if (time < first || time > last)
            throw new ArgumentOutOfRangeException(nameof(time), time.UnixMicros, "a time in the store lies in the years 1 to 9999 (given in microseconds since 1970)");
        return time.UnixMicros - EpochUnixMicros;
    }

    /// <summary>For bounds of a query, where Timestamp.MinValue and MaxValue mean "no bound".</summary>
    public static long EncodeBound(Timestamp time) => Encode(time < first ? first : time > last ? last : time);

    public static Timestamp Decode(long serverMicros) => new(serverMicros + EpochUnixMicros);
}
