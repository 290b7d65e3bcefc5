using System.Globalization;

namespace ImpactService.ImpactModels.Market;

/// <summary>An instant in UTC with the store's resolution: whole microseconds since 1970-01-01. RFC 3339 on the wire.</summary>
public readonly record struct Timestamp(long UnixMicros) : IComparable<Timestamp>
{
    public const long MicrosPerSecond = 1_000_000;

    public static readonly Timestamp MinValue = new(long.MinValue);
    public static readonly Timestamp MaxValue = new(long.MaxValue);

    public static Timestamp From(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>A date and a time of day that are already UTC.</summary>
    public static Timestamp FromUtc(DateTime utc) => new((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public static Timestamp FromUnixNanos(long nanos) => new(nanos / 1_000);

    public static Timestamp FromUnixMillis(long millis) => new(millis * 1_000);

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(UnixMicros * TimeSpan.TicksPerMicrosecond);

    public DateTime ToUtcDateTime() => DateTime.UnixEpoch.AddTicks(UnixMicros * TimeSpan.TicksPerMicrosecond);

    public Timestamp AddSeconds(double seconds) => new(UnixMicros + (long)Math.Round(seconds * MicrosPerSecond));

    /// <summary>Seconds from <paramref name="earlier"/> to this instant; negative when this one is earlier.</summary>
    public double SecondsSince(Timestamp earlier) => (UnixMicros - earlier.UnixMicros) * 1e-6;

    public static Timestamp Max(Timestamp a, Timestamp b) => a.UnixMicros >= b.UnixMicros ? a : b;

    public int CompareTo(Timestamp other) => UnixMicros.CompareTo(other.UnixMicros);

    public static bool operator <(Timestamp a, Timestamp b) => a.UnixMicros < b.UnixMicros;

    public static bool operator >(Timestamp a, Timestamp b) => a.UnixMicros > b.UnixMicros;

    public static bool operator <=(Timestamp a, Timestamp b) => a.UnixMicros <= b.UnixMicros;

    public static bool operator >=(Timestamp a, Timestamp b) => a.UnixMicros >= b.UnixMicros;

    /// <summary>RFC 3339 in UTC, with as many fractional digits as are needed: 2013-10-10T15:00:00Z, 2013-10-10T15:00:00.000001Z.</summary>
    public override string ToString() => ToUtcDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
