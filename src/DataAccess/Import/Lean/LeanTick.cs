using ImpactService.DataAccess.Import.Reading;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>What LEAN trade and quote rows have in common.</summary>
internal static class LeanTick
{
    public const double PriceScale = 10_000;

    private const double MillisPerDay = 86_400_000;

    /// <summary>Milliseconds since midnight, with a fraction in newer files.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, long midnightMicros, out Timestamp time)
    {
        bool isParsed = NumberParser.TryParse(text, out double millis) && millis >= 0 && millis < MillisPerDay;
        time = new Timestamp(isParsed ? midnightMicros + (long)(millis * 1_000) : 0);
        return isParsed;
    }

    public static bool TryFlag(ReadOnlySpan<byte> text, out bool value)
    {
        value = text is [(byte)'1'];
        return value || text is [(byte)'0'];
    }
}
