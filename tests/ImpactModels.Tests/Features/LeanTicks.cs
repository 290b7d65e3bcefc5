using System.Globalization;
using System.IO.Compression;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>Just enough of the LEAN tick format for a test: one day of trades and one-sided quote rows, carried forward to whole quotes; microseconds UTC.</summary>
internal static class LeanTicks
{
    private const double PriceUnit = 10_000;

    private static readonly TradingCalendar calendar = TradingCalendar.Parse("09:30-16:00 America/New_York");

    public static Instrument InstrumentOf(string symbol) => new(symbol.ToUpperInvariant(), calendar, TickSize: 0.01);

    /// <summary>Regular hours, in time order; at equal times quotes keep their file order and come before trades.</summary>
    public static List<MarketEvent> Read(string folder, DateOnly date)
    {
        TradingSession session = calendar.SessionOn(date);
        string day = date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        IEnumerable<MarketEvent> quotes = Quotes(Rows(Path.Combine(folder, $"{day}_quote.zip"), session));
        IEnumerable<MarketEvent> trades = Rows(Path.Combine(folder, $"{day}_trade.zip"), session)
            .Where(r => r.Fields[5] == "0")
            .Select(r => MarketEvent.Of(r.Time, r.Time, new Trade(Number(r.Fields[1]) / PriceUnit, Number(r.Fields[2]), Aggressor.Unknown)));
        return [.. quotes.Concat(trades).OrderBy(e => e.EventTime)];
    }

    /// <summary>Daily bars of the sixty days or so before a date.</summary>
    public static IEnumerable<SessionSummary> ReadBars(string path, DateOnly before)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.Entries[0].Open());
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            DateOnly date = DateOnly.ParseExact(fields[0][..8], "yyyyMMdd", CultureInfo.InvariantCulture);
            if (date < before && date > before.AddDays(-60))
                yield return new SessionSummary(date, Number(fields[1]) / PriceUnit, Number(fields[2]) / PriceUnit, Number(fields[3]) / PriceUnit, Number(fields[4]) / PriceUnit, Number(fields[5]));
        }
    }

    private static IEnumerable<MarketEvent> Quotes(IEnumerable<(Timestamp Time, string[] Fields)> rows)
    {
        double bid = 0, bidSize = 0, ask = 0, askSize = 0;
        foreach ((Timestamp time, string[] fields) in rows)
        {
            if (Number(fields[1]) > 0)
                (bid, bidSize) = (Number(fields[1]) / PriceUnit, Number(fields[2]));
            if (Number(fields[3]) > 0)
                (ask, askSize) = (Number(fields[3]) / PriceUnit, Number(fields[4]));
            if (bid > 0 && ask > 0)
                yield return MarketEvent.Of(time, time, new Quote(bid, bidSize, ask, askSize));
        }
    }

    private static IEnumerable<(Timestamp Time, string[] Fields)> Rows(string path, TradingSession session)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.Entries[0].Open());
        Timestamp midnight = session.Open.AddSeconds(-9.5 * 3_600);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            var time = new Timestamp(midnight.UnixMicros + (long)Number(fields[0]) * 1_000);
            if (session.Contains(time))
                yield return (time, fields);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
