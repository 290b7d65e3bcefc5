using System.Globalization;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Binance;
using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Lean;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Import.Tables;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import;

/// <summary>One small good file of every format, to be broken by property tests.</summary>
internal static class GoodFiles
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T15:00:00Z");

    public static readonly ImportFormat[] Formats = Enum.GetValues<ImportFormat>().Except([ImportFormat.Lobster]).ToArray();

    public static string Text(ImportFormat format) => string.Join('\n', Lines(format)) + "\n";

    public static IRowParser CreateParser(ImportFormat format, ParserRun run) => format switch
    {
        ImportFormat.Lean => new LeanQuoteParser(run.Gate, run.Ledger, run.Tracks.Get("IBM"), 0),
        ImportFormat.LeanDaily => new LeanDailyParser(),
        ImportFormat.Binance => new BinanceParser(run.Gate, run.Tracks, new BinanceOptions(null, null, 0, 20)),
        ImportFormat.Csv => new MarketCsvParser(run.Gate, run.Tracks, "f", null),
        ImportFormat.CsvDepth => new DepthCsvParser(run.Gate, run.Tracks, "f", null),
        ImportFormat.CsvOrders => new OrderCsvParser("f", static s => s == "IBM"),
        ImportFormat.CsvFills => new FillCsvParser("f", id => id == "o" ? new OrderFilling(t0, t0.AddSeconds(100), 100, 0) : null),
        _ => new SignalCsvParser("f", static s => s == "IBM"),
    };

    private static IEnumerable<string> Lines(ImportFormat format) => format switch
    {
        ImportFormat.Lean => Rows(i => $"{34_300_000 + i},{1_000_000 + i},3,0,0,P,1,0\n{34_300_000 + i},0,0,{1_000_100 + i},4,P,1,0"),
        ImportFormat.LeanDaily => Rows(i => $"{new DateOnly(2013, 1, 1).AddDays(i):yyyyMMdd} 00:00,{1_000_000 + i},{1_000_500 + i},{999_500 + i},{1_000_100 + i},{1_000 + i}"),
        ImportFormat.Binance => Rows(BinanceRow),
        ImportFormat.Csv => Rows(MarketRow).Prepend("event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size,known_time"),
        ImportFormat.CsvDepth => Rows(i => $"{Time(i)},IBM,{100 + i} {99 + i},5 6,{101 + i} {102 + i},7 8").Prepend("event_time,instrument,bid_prices,bid_sizes,ask_prices,ask_sizes"),
        ImportFormat.CsvOrders => Rows(i => $"id{i},IBM,buy,{Time(i)},{Time(i + 60)},{10 + i},100.5,100.4,0.5,twap").Prepend("order_id,instrument,side,arrival_time,end_time,quantity,average_price,arrival_price,taker_fraction,strategy"),
        ImportFormat.CsvFills => Rows(i => $"o,{Time(i)},100.5,1,maker").Prepend("order_id,event_time,price,size,liquidity"),
        _ => Rows(i => $"news,tone,IBM,{Time(i)},{Time(i + 1)},{i - 10}.5").Prepend("source,name,instrument,event_time,known_time,value"),
    };

    private static IEnumerable<string> Rows(Func<int, FormattableString> row) => Enumerable.Range(0, 40).Select(i => row(i).ToString(CultureInfo.InvariantCulture));

    private static FormattableString MarketRow(int i) => i % 2 == 0
        ? $"{Time(i)},IBM,quote,,,,100.{i:00},5,101.{i:00},7,{Time(i)}"
        : (FormattableString)$"{Time(i)},IBM,trade,100.5,{i},{(i % 3 == 0 ? "sell" : "")},,,,,{Time(i + 1)}";

    private static FormattableString BinanceRow(int i) => (i % 3) switch
    {
        0 => $$$"""{{{Nanos(i)}}} {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":{{{Millis(i)}}},"s":"BTCUSDT","U":{{{i + 1}}},"u":{{{i + 3}}},"b":[["100.{{{i:00}}}","1.5"],["99.00","2"]],"a":[["101.00","3"]]}}""",
        1 => $$$"""{{{Nanos(i)}}} {"stream":"btcusdt@trade","data":{"e":"trade","E":{{{Millis(i)}}},"s":"BTCUSDT","t":{{{i}}},"p":"100.50","q":"0.02","T":{{{Millis(i)}}},"m":true,"M":true}}""",
        _ => $$$"""{{{Nanos(i)}}} {"stream":"btcusdt@bookTicker","data":{"u":{{{i}}},"s":"BTCUSDT","b":"100.63","B":"3.78","a":"100.64","A":"1.54"}}""",
    };

    private static string Time(int seconds) => t0.AddSeconds(seconds).ToString();

    private static long Millis(int i) => 1_704_207_600_000 + i * 100;

    private static long Nanos(int i) => (Millis(i) + 5) * 1_000_000;
}
