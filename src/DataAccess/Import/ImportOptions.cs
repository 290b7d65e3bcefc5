using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import;

/// <summary>How files are imported. What is not given comes from the files, from what the store knows of the instrument, or from the format.</summary>
public sealed record ImportOptions
{
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
}
