using System.Text;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import;

/// <summary>How files are imported. What is not given comes from the files, from what the store knows of the instrument, or from the format.</summary>
public sealed record ImportOptions
{
    private const int CurrencyLengthMax = 10;

    public required ImportFormat Format { get; init; }

    /// <summary>Where rejected rows are written, one file per imported file.</summary>
    public required string RejectsDirectory { get; init; }

    /// <summary>The instrument of the rows, instead of the one that file name or content say.</summary>
    public string? Instrument { get; init; }

    /// <summary>Appended to the exchange's symbol (binance). Null: ".P" for futures, nothing for spot.</summary>
    public string? SymbolSuffix { get; init; }

    /// <summary>Session hours of instruments that are new to the store. Null: by format.</summary>
    public TradingCalendar? Session { get; init; }

    public string? Currency { get; init; }

    public double? TickSize { get; init; }

    public double? LotSize { get; init; }

    public double? SharesOutstanding { get; init; }

    /// <summary>A file with a larger share of rejected rows is refused.</summary>
    public double RejectShareMax { get; init; } = 0.01;

    /// <summary>Levels per side of a stored depth snapshot (lobster, binance).</summary>
    public int DepthLevelsMax { get; init; } = 20;

    /// <summary>Least distance of two depth snapshots (lobster, binance): the pace of the exchange's own depth streams.</summary>
    public int DepthIntervalMillis { get; init; } = 100;

    private bool IsTable => Format is ImportFormat.CsvOrders or ImportFormat.CsvFills or ImportFormat.CsvSignals;

    /// <exception cref="ImportException">An option is not valid, or says something that the format cannot follow.</exception>
    public void Check()
    {
        if (Instrument is not null && !IsSymbol(Instrument))
            throw Invalid($"instrument '{RowRules.Shorten(Instrument)}' is not a symbol: {RowRules.SymbolRule}");
        if (SymbolSuffix is { Length: > 0 } && !IsSymbol(SymbolSuffix))
            throw Invalid($"suffix '{RowRules.Shorten(SymbolSuffix)}' cannot be part of a symbol: A-Z a-z 0-9 . - _ /");
        if (Currency is not null && !(Currency.Length is >= 2 and <= CurrencyLengthMax && Currency.All(char.IsAsciiLetterOrDigit)))
            throw Invalid($"currency '{RowRules.Shorten(Currency)}' is not a code of 2 to {CurrencyLengthMax} letters or digits");
        if (Instrument is not null && IsTable)
            throw Invalid($"--instrument has no meaning for {Format.Name()}: its rows name their instruments");
        if (SymbolSuffix is not null && Format != ImportFormat.Binance)
            throw Invalid($"--symbol-suffix has no meaning for {Format.Name()}");
    }

    private static bool IsSymbol(string text) => RowRules.IsSymbol(Encoding.UTF8.GetBytes(text));

    private static ImportException Invalid(string message) => new(ImportFailure.InvalidOption, message);
}
