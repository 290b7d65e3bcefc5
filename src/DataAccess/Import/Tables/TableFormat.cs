using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Import.Tables;

/// <summary>The CSV files of parent orders, fills and signals. They speak of instruments and orders that the store has.</summary>
internal sealed class TableFormat(ImpactStore store, ImportOptions options) : IFileFormat
{
    private readonly InstrumentRegistry registry = new(store, options, defaultSession: null);

    public string NameRule => CsvNames.Rule;

    public bool IsName(string fileName) => CsvNames.IsName(fileName);

    public string SourceName(SourceContent content) => options.Format.Name();

    public ContentDigest Digest(SourceContent content, CancellationToken cancellationToken) => ContentDigest.Of(content, cancellationToken);

    public async Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken)
    {
        if (await store.Sources.ContainsAsync(source, cancellationToken))
            return null;
        await registry.LoadAsync(cancellationToken);
        return options.Format switch
        {
            ImportFormat.CsvOrders => Orders(content, source),
            ImportFormat.CsvFills => await FillsAsync(content, source, cancellationToken),
            _ => Signals(content, source),
        };
    }

    private TableFileImport Orders(SourceContent content, ImportSource source)
    {
        OrderCsvParser parser = new(content.DisplayName, registry.IsKnown);
        return new TableFileImport(parser, (rejects, cancellation) => store.ParentOrders.ImportOrdersAsync(source, parser.Orders, rejects, cancellation));
    }

    private async Task<TableFileImport> FillsAsync(SourceContent content, ImportSource source, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, OrderFilling> orders = await store.ParentOrders.ReadFillingsAsync(cancellationToken);
        FillCsvParser parser = new(content.DisplayName, id => orders.GetValueOrDefault(id));
        return new TableFileImport(parser, (rejects, cancellation) => store.ParentOrders.ImportFillsAsync(source, parser.Fills, rejects, cancellation));
    }

    private TableFileImport Signals(SourceContent content, ImportSource source)
    {
        SignalCsvParser parser = new(content.DisplayName, registry.IsKnown);
        return new TableFileImport(parser, (rejects, cancellation) => store.Signals.ImportAsync(source, parser.Signals, rejects, cancellation));
    }
}
