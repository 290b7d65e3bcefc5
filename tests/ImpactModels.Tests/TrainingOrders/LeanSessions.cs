using System.Globalization;
using System.IO.Compression;
using System.Text;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

/// <summary>
/// Regular sessions of real US shares, read the plain way from LEAN tick files: one-sided quote rows are carried forward (the two rows of one update together), trades outside continuous trading are dropped,
/// the rest are signed by the last quote strictly before them, at the mid by the tick rule.
/// </summary>
internal static class LeanSessions
{
    public const string Folder = "us-equities";

    private const uint ContinuousConditions = 1u | 1u << 4 | 1u << 5 | 1u << 27 | 1u << 28 | 1u << 29 | 1u << 30 | 1u << 31;

    private static readonly TradingCalendar Calendar = TradingCalendar.Parse("09:30-16:00 America/New_York");

    private static readonly DateOnly[] Dates = [new(2013, 10, 7), new(2013, 10, 8), new(2013, 10, 9), new(2013, 10, 10)];

    public static IEnumerable<SessionTape> Read(string symbol) => Dates.Select(date => ReadDay(symbol, date));

    /// <summary>Daily bars before the sample.</summary>
    public static SessionHistory History(string symbol)
    {
        string path = SharedData.Find($"{Folder}/daily/{symbol.ToLowerInvariant()}.zip")!;
        return SessionHistory.From(Lines(path).Select(line => line.Split(',')).Select(Bar).Where(bar => bar.Date < Dates[0] && bar.Date > Dates[0].AddDays(-60)));
    }

    private static SessionTape ReadDay(string symbol, DateOnly date)
    {
        string stem = $"{Folder}/tick/{symbol.ToLowerInvariant()}/{date:yyyyMMdd}";
        var instrument = new Instrument(symbol, Calendar, TickSize: 0.01);
        TradingSession session = Calendar.SessionOn(date);
        Timestamp midnight = session.Open.AddSeconds(-9.5 * 3_600);
        List<MarketEvent> quotes = Quotes(Lines(SharedData.Find(stem + "_quote.zip")!), session, midnight);
        List<MarketEvent> trades = Trades(Lines(SharedData.Find(stem + "_trade.zip")!), session, midnight, quotes);
        return new SessionTape(instrument, session, Merge(quotes, trades));
    }

    private static List<MarketEvent> Quotes(IEnumerable<string> lines, TradingSession session, Timestamp midnight)
    {
        var events = new List<MarketEvent>();
        var current = default(Quote);
        Span<double> fields = stackalloc double[5];
        foreach (string line in lines)
        {
            ReadNumbers(line, fields);
            bool hasBid = fields[1] > 0, hasAsk = fields[3] > 0;
            if (hasBid)
                current = current with { Bid = fields[1] / 10_000, BidSize = fields[2] };
            if (hasAsk)
                current = current with { Ask = fields[3] / 10_000, AskSize = fields[4] };
            Timestamp time = midnight.AddSeconds(fields[0] / 1_000);
            bool isFirstHalfOfPair = hasBid && !hasAsk;
            if (!isFirstHalfOfPair && session.Contains(time) && current.Bid > 0)
                events.Add(MarketEvent.Of(time, time, current));
        }

        return events;
    }

    private static List<MarketEvent> Trades(IEnumerable<string> lines, TradingSession session, Timestamp midnight, List<MarketEvent> quotes)
    {
        var events = new List<MarketEvent>();
        int next = 0;
        double mid = double.NaN, lastPrice = double.NaN;
        var lastTick = Aggressor.Unknown;
        foreach (string[] fields in lines.Select(line => line.Split(',')))
        {
            Timestamp time = midnight.AddSeconds(Number(fields[0]) / 1_000);
            uint conditions = uint.Parse(fields[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (!session.Contains(time) || fields[5] != "0" || (conditions & ~ContinuousConditions) != 0)
                continue;
            for (; next < quotes.Count && quotes[next].EventTime < time; next++)
                mid = quotes[next].Quote.Ask >= quotes[next].Quote.Bid ? quotes[next].Quote.Mid : mid;
            double price = Number(fields[1]) / 10_000;
            lastTick = price > lastPrice ? Aggressor.Buyer : price < lastPrice ? Aggressor.Seller : lastTick;
            lastPrice = price;
            Aggressor aggressor = price > mid ? Aggressor.Buyer : price < mid ? Aggressor.Seller : lastTick;
            events.Add(MarketEvent.Of(time, time, new Trade(price, Number(fields[2]), aggressor)));
        }

        return events;
    }

    /// <summary>Both are in time order; quotes first where they tie.</summary>
    private static MarketEvent[] Merge(List<MarketEvent> quotes, List<MarketEvent> trades)
    {
        var merged = new MarketEvent[quotes.Count + trades.Count];
        int quote = 0, trade = 0;
        for (int i = 0; i < merged.Length; i++)
        {
            bool takesQuote = trade == trades.Count || (quote < quotes.Count && quotes[quote].EventTime <= trades[trade].EventTime);
            merged[i] = takesQuote ? quotes[quote++] : trades[trade++];
        }

        return merged;
    }

    /// <summary>The leading whole numbers of a row.</summary>
    private static void ReadNumbers(string line, Span<double> numbers)
    {
        int position = 0;
        for (int field = 0; field < numbers.Length; field++)
        {
            long value = 0;
            for (; line[position] != ','; position++)
                value = 10 * value + (line[position] - '0');
            numbers[field] = value;
            position++;
        }
    }

    private static SessionSummary Bar(string[] fields) => new(
        DateOnly.ParseExact(fields[0][..8], "yyyyMMdd", CultureInfo.InvariantCulture),
        Number(fields[1]) / 10_000,
        Number(fields[2]) / 10_000,
        Number(fields[3]) / 10_000,
        Number(fields[4]) / 10_000,
        Number(fields[5]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.Entries[0].Open(), Encoding.ASCII);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
