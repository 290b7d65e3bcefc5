using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>
/// RFC 3339 date-times with any offset ("2013-10-10T15:00:00Z", "2013-10-10 11:00:00.123456-04:00") to microseconds; further digits are cut off.
/// A time without an offset is no time: it would mean something else on every machine. Remembers the last date, because rows of a file share it.
/// </summary>
internal sealed class Rfc3339Parser
{
    private const int DateLength = 10;
    private const int SecondsLength = 19;
    private const long MicrosPerMinute = 60 * Timestamp.MicrosPerSecond;

    private readonly byte[] lastDate = new byte[DateLength];
    private long lastMidnightMicros;

    public bool TryParse(ReadOnlySpan<byte> text, out Timestamp time)
    {
        time = default;
        if (text.Length <= SecondsLength || (text[DateLength] | 0x20) is not ('t' or ' ') || !TryParseDate(text[..DateLength], out long midnightMicros))
            return false;
        if (!TryParseClock(text[(DateLength + 1)..SecondsLength], out long secondOfDay))
            return false;
        ReadOnlySpan<byte> rest = text[SecondsLength..];
        if (!TryParseFraction(ref rest, out long micros) || !TryParseOffset(rest, out long offsetMinutes))
            return false;
        time = new Timestamp(midnightMicros + secondOfDay * Timestamp.MicrosPerSecond + micros - offsetMinutes * MicrosPerMinute);
        return true;
    }

    private bool TryParseDate(ReadOnlySpan<byte> text, out long midnightMicros)
    {
        midnightMicros = lastMidnightMicros;
        if (text.SequenceEqual(lastDate))
            return true;
        if (text[4] != '-' || text[7] != '-' || !TryDigits(text[..4], out int year) || !TryDigits(text[5..7], out int month) || !TryDigits(text[8..10], out int day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        midnightMicros = Timestamp.FromUtc(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)).UnixMicros;
        lastMidnightMicros = midnightMicros;
        text.CopyTo(lastDate);
        return true;
    }

    private static bool TryParseClock(ReadOnlySpan<byte> text, out long secondOfDay)
    {
        secondOfDay = 0;
        if (text[2] != ':' || text[5] != ':' || !TryDigits(text[..2], out int hour) || !TryDigits(text[3..5], out int minute) || !TryDigits(text[6..8], out int second))
            return false;
        secondOfDay = hour * 3600 + minute * 60 + second;
        return hour < 24 && minute < 60 && second < 60;
    }

    private static bool TryParseFraction(ref ReadOnlySpan<byte> rest, out long micros)
    {
        micros = 0;
        if (rest.IsEmpty || rest[0] != '.')
            return true;
        int length = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 1 || !ExchangeClock.TryParseMicros(rest.Slice(1, length), out micros))
            return false;
        rest = rest[(length + 1)..];
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out long minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' || !TryDigits(text[1..3], out int hour) || !TryDigits(text[4..6], out int minute))
            return false;
        minutes = (text[0] == '-' ? -1 : 1) * (hour * 60 + minute);
        return hour < 24 && minute < 60;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte b in text)
        {
            int digit = b - '0';
            if ((uint)digit > 9)
                return false;
            value = value * 10 + digit;
        }

        return true;
    }
}
