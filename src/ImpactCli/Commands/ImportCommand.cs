using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Import;
using ImpactService.ImpactCli.Importing;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact import: files of market data, orders, fills and signals into the store.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> paths = new("paths")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Files, directories (searched through for files of the format) or globs with * ? and **; plain, .gz or .zip.",
    };

    private static readonly Option<string> format = new("--format")
    {
        Required = true,
        HelpName = "FORMAT",
        Description = """
            lean: LEAN tick zips <symbol>/yyyyMMdd_trade.zip and _quote.zip (instrument and date from the names). lean-daily: LEAN daily bars <symbol>.zip. lobster: TICKER_date_..._message_N.csv with its orderbook file.
            binance: raw captures of trade, bookTicker and depth streams, "receive-nanoseconds {json}" per line.
            csv: event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size[,known_time] with type trade|quote, RFC 3339 times, side buy|sell|empty.
            csv-depth: event_time,instrument,bid_prices,bid_sizes,ask_prices,ask_sizes[,known_time], lists separated by spaces.
            csv-orders: order_id,instrument,side,arrival_time,end_time,quantity,average_price[,arrival_price,taker_fraction,strategy].
            csv-fills: order_id,event_time,price,size,liquidity (taker|maker|auction). csv-signals: source,name,instrument,event_time,known_time,value.
            """,
    };

    private static readonly Option<string?> instrument = new("--instrument")
    {
        HelpName = "SYMBOL",
        Description = "Instrument of the rows, instead of what names or contents say. For csv: of rows whose instrument is empty or absent.",
    };

    private static readonly Option<string?> suffix = new("--symbol-suffix")
    {
        HelpName = "TEXT",
        Description = "binance: appended to the exchange's symbol. Default: .P for futures (BTCUSDT.P), nothing for spot.",
    };

    private static readonly Option<string?> session = new("--session")
    {
        HelpName = "HOURS",
        Description = """
            Trading hours of instruments that are new: "09:30-16:00 America/New_York" or 24h. Default: New York hours for lean, lean-daily and lobster, 24h for binance; csv and csv-depth have none and
            ask for it. Rows outside the hours are counted and not stored.
            """,
    };

    private static readonly Option<string?> currency = new("--currency") { HelpName = "CODE", Description = "Currency of the instrument. Default for a new one: USD; for binance that of the pair." };

    private static readonly Option<double?> tickSize = Positive("--tick-size", "Smallest price step of the instrument.");

    private static readonly Option<double?> lotSize = Positive("--lot-size", "Smallest quantity step of the instrument.");

    private static readonly Option<double?> sharesOutstanding = Positive("--shares-outstanding", "Shares outstanding, used by the Almgren law.");

    private static readonly Option<string> maxRejects = new("--max-rejects")
    {
        HelpName = "PERCENT",
        DefaultValueFactory = _ => "1%",
        Description = "A file with a larger share of bad rows is refused whole. 100 accepts any.",
    };

    private static readonly Option<int> depthLevels = new("--depth-levels")
    {
        HelpName = "N",
        DefaultValueFactory = _ => 20,
        Description = "lobster, binance: levels per side of a stored depth snapshot (1 to 200).",
    };

    private static readonly Option<int> depthInterval = new("--depth-interval")
    {
        HelpName = "MS",
        DefaultValueFactory = _ => 100,
        Description = "lobster, binance: least distance of two depth snapshots in milliseconds (0: every change).",
    };

    public static Command Create()
    {
        Command command = new("import", "Import market data, orders, fills or signals from files. A file comes in whole or not at all, and never twice.")
        {
            paths, format, instrument, suffix, session, currency, tickSize, lotSize, sharesOutstanding, maxRejects, depthLevels, depthInterval,
        };
        paths.Validators.Add(RefuseUnknownOptions);
        OptionRule.Require<int>(depthLevels, value => value is >= 1 and <= 200, "--depth-levels is a number from 1 to 200");
        OptionRule.Require<int>(depthInterval, value => value is >= 0 and <= 86_400_000, "--depth-interval is a number of milliseconds from 0 to 86400000");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ImportOptions options = ReadOptions(parsed);
        Check(options);
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellationToken);
        FileImporter importer = new(store, options, TimeProvider.System);
        await ImportRun.RunAsync(importer, parsed.GetRequiredValue(paths), parsed.InvocationConfiguration.Output, cancellationToken);
        return ExitCodes.Success;
    }

    private static void Check(ImportOptions options)
    {
        try
        {
            options.Check();
        }
        catch (ImportException failure)
        {
            throw Wrong(failure.Message);
        }
    }

    private static ImportOptions ReadOptions(ParseResult parsed) => new()
    {
        Format = ImportFormats.TryParse(parsed.GetRequiredValue(format), out ImportFormat known)
            ? known
            : throw Wrong($"--format '{parsed.GetValue(format)}' is unknown: one of {string.Join(", ", ImportFormats.Names)}"),
        RejectsDirectory = Path.Combine(StoreOptions.Read(parsed).DataDirectory, "rejects"),
        Instrument = parsed.GetValue(instrument),
        SymbolSuffix = parsed.GetValue(suffix),
        Session = parsed.GetValue(session) is { } hours ? ReadSession(hours) : null,
        Currency = parsed.GetValue(currency),
        TickSize = parsed.GetValue(tickSize),
        LotSize = parsed.GetValue(lotSize),
        SharesOutstanding = parsed.GetValue(sharesOutstanding),
        RejectShareMax = ReadPercent(parsed.GetRequiredValue(maxRejects)),
        DepthLevelsMax = parsed.GetValue(depthLevels),
        DepthIntervalMillis = parsed.GetValue(depthInterval),
    };

    private static TradingCalendar ReadSession(string hours)
    {
        try
        {
            return TradingCalendar.Parse(hours);
        }
        catch (FormatException failure)
        {
            throw Wrong(failure.Message);
        }
    }

    private static double ReadPercent(string text) =>
        double.TryParse(text.TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent >= 0 && percent <= 100
            ? percent / 100
            : throw Wrong($"--max-rejects '{text}' is not a percentage from 0 to 100, such as 1% or 0.5");

    private static Option<double?> Positive(string name, string description)
    {
        Option<double?> option = new(name) { HelpName = "X", Description = description };
        OptionRule.Require<double>(option, value => value > 0 && double.IsFinite(value), $"{name} is a positive number");
        return option;
    }

    /// <summary>A list of paths would take a misspelt option for a file.</summary>
    private static void RefuseUnknownOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(t.Value)))
            result.AddError($"Unrecognized option '{token.Value}'.");
    }

    private static CommandException Wrong(string message) => new(message, ExitCodes.Usage);
}
