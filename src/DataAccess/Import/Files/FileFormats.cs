using ImpactService.DataAccess.Import.Binance;
using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Lean;
using ImpactService.DataAccess.Import.Lobster;
using ImpactService.DataAccess.Import.Tables;

namespace ImpactService.DataAccess.Import.Files;

internal static class FileFormats
{
    public static IFileFormat Create(ImpactStore store, ImportOptions options) => options.Format switch
    {
        ImportFormat.Lean => new LeanTickFormat(store, options),
        ImportFormat.Lobster => new LobsterFormat(store, options),
        ImportFormat.Binance => new BinanceFormat(store, options),
        ImportFormat.Csv or ImportFormat.CsvDepth => new MarketCsvFormat(store, options),
        ImportFormat.LeanDaily => new LeanDailyFormat(store, options),
        ImportFormat.CsvOrders or ImportFormat.CsvFills or ImportFormat.CsvSignals => new TableFormat(store, options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Format, "unknown format"),
    };
}
