using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>Times of feeds that count from midnight in New York.</summary>
internal static class ExchangeClock
{
    private static readonly TimeZoneInfo newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>
    /// UTC time of the exchange's midnight, as microseconds. Taken twelve hours before local noon: on the two Sundays a year when clocks change, that keeps the trading hours right.
    /// </summary>
    public static long NewYorkMidnightMicros(DateOnly date)
    {
        DateTime noon = TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(new TimeOnly(12, 0)), newYork);
        return Timestamp.FromUtc(noon.AddHours(-12)).UnixMicros;
    }

    /// <summary>Seconds of the day with a fraction ("34200.017459617") to microseconds; what is finer is cut off. Not through a double, which would round some down by one.</summary>
    public static bool TryParseSecondsOfDay(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        int point = text.IndexOf((byte)'.');
        if (!NumberParser.TryParseWhole(point < 0 ? text : text[..point], out long seconds) || seconds >= 86_400)
            return false;
        long fraction = 0;
        if (point >= 0 && !TryParseMicros(text[(point + 1)..], out fraction))
            return false;
        micros = seconds * Timestamp.MicrosPerSecond + fraction;
        return true;
    }

    /// <summary>The digits after the decimal point of a second.</summary>
    public static bool TryParseMicros(ReadOnlySpan<byte> digits, out long micros)
    {
        micros = 0;
        long scale = Timestamp.MicrosPerSecond / 10;
        foreach (byte b in digits)
        {
            int digit = b - '0';
            if ((uint)digit > 9)
                return false;
            micros += digit * scale;
            scale /= 10;
        }

        return !digits.IsEmpty;
    }
}
