using System.Globalization;

namespace ImpactService.ImpactModels.Market;

/// <summary>One trading session: the exchange's date and the half-open interval [Open, Close) in UTC.</summary>
public readonly record struct TradingSession(DateOnly Date, Timestamp Open, Timestamp Close)
{
    /// <summary>Trading seconds of the session; T in days is horizon seconds ÷ this (23,400 for US shares, 86,400 round the clock).</summary>
    public double LengthSeconds => Close.SecondsSince(Open);

    public bool Contains(Timestamp time) => time >= Open && time < Close;
}

/// <summary>
/// Regular session hours of an instrument: a local opening and closing time in a time zone, or round the clock (sessions are UTC days).
/// Weekends and holidays are not listed (they differ by country): a day without market data is simply absent from the history.
/// </summary>
public sealed record TradingCalendar
{
    public static readonly TradingCalendar RoundTheClock = new(TimeOnly.MinValue, TimeOnly.MinValue, TimeZoneInfo.Utc);

    private TradingCalendar(TimeOnly open, TimeOnly close, TimeZoneInfo zone) => (OpenTime, CloseTime, Zone) = (open, close, zone);

    public TimeOnly OpenTime { get; }

    public TimeOnly CloseTime { get; }

    public TimeZoneInfo Zone { get; }

    public bool IsRoundTheClock => OpenTime == CloseTime;

    /// <exception cref="ArgumentException">open is not before close: sessions over local midnight are not supported.</exception>
    public static TradingCalendar Daily(TimeOnly open, TimeOnly close, TimeZoneInfo zone) => open < close
        ? new(open, close, zone)
        : throw new ArgumentException($"session '{open:HH:mm}-{close:HH:mm}' must open before it closes on the same local day");

    /// <summary>Parses "09:30-16:00 America/New_York" or "24h".</summary>
    /// <exception cref="FormatException">The text is neither form, or the time zone is unknown.</exception>
    public static TradingCalendar Parse(string text)
    {
        if (text is "24h" or "24 h")
            return RoundTheClock;
        string[] parts = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        string[] hours = parts[0].Split('-');
        if (parts.Length != 2 || hours.Length != 2
            || !TimeOnly.TryParseExact(hours[0], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly open)
            || !TimeOnly.TryParseExact(hours[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly close)
            || open >= close)
            throw new FormatException($"session '{text}' is not valid: give opening and closing time and an IANA time zone such as \"09:30-16:00 America/New_York\", or \"24h\"");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(parts[1], out TimeZoneInfo? zone))
            throw new FormatException($"session '{text}': time zone '{parts[1]}' is unknown on this machine (IANA names such as America/New_York; the system package tzdata provides them)");
        return new TradingCalendar(open, close, zone);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => IsRoundTheClock ? "24h" : string.Create(CultureInfo.InvariantCulture, $"{OpenTime:HH\\:mm}-{CloseTime:HH\\:mm} {Zone.Id}");

    /// <summary>Date of the session whose local (or UTC) day contains the time, whether or not the session is open then.</summary>
    public DateOnly DateOf(Timestamp time) => DateOnly.FromDateTime(IsRoundTheClock
        ? time.ToUtcDateTime()
        : TimeZoneInfo.ConvertTimeFromUtc(time.ToUtcDateTime(), Zone));

    public TradingSession SessionOn(DateOnly date)
    {
        if (IsRoundTheClock)
        {
            Timestamp midnight = Timestamp.FromUtc(date.ToDateTime(TimeOnly.MinValue));
            return new TradingSession(date, midnight, midnight.AddSeconds(86_400));
        }

        return new TradingSession(date, ToUtc(date, OpenTime), ToUtc(date, CloseTime));
    }

    /// <summary>The session that is open at the time, or null outside trading hours.</summary>
    public TradingSession? SessionAt(Timestamp time)
    {
        TradingSession session = SessionOn(DateOf(time));
        return session.Contains(time) ? session : null;
    }

    private Timestamp ToUtc(DateOnly date, TimeOnly local) =>
        Timestamp.FromUtc(TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(local, DateTimeKind.Unspecified), Zone));
}
