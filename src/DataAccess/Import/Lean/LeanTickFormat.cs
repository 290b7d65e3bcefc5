using ImpactService.DataAccess.Import.Files;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>
/// LEAN tick files. A day's trades are signed by the day's quotes, which are another file: the one beside it, else what the store has of that session. The order in which the two are imported does not matter then.
/// </summary>
internal sealed class LeanTickFormat(ImpactStore store, ImportOptions options) : IFileFormat
{
    public static readonly TradingCalendar DefaultSession = TradingCalendar.Parse("09:30-16:00 America/New_York");

    private readonly InstrumentRegistry registry = new(store, options, DefaultSession);

    public string NameRule => "yyyyMMdd_trade.zip, yyyyMMdd_quote.zip";

    public bool IsName(string fileName) => LeanTickFile.IsName(fileName);

    public string SourceName(SourceContent content)
    {
        LeanTickFile file = Describe(content);
        return $"lean/{file.Symbol}/{file.Date:yyyyMMdd}/{file.Kind.ToString().ToLowerInvariant()}";
    }

    public ContentDigest Digest(SourceContent content, CancellationToken cancellationToken) => ContentDigest.Of(content, cancellationToken);

    public async Task<IFileImport?> BeginAsync(SourceContent content, ImportSource source, RowLedger ledger, CancellationToken cancellationToken)
    {
        LeanTickFile file = Describe(content);
        await registry.LoadAsync(cancellationToken);
        QuoteTape? tape = file.Kind == LeanTickKind.Trade ? await ReadQuotesAsync(content, file, cancellationToken) : null;
        return await MarketFileImport.BeginAsync(store, registry, source, sharesOneClock: false, CreateParser, cancellationToken);

        (IRowParser, Func<IEnumerable<string>>) CreateParser(MarketRowGate gate, InstrumentTracks tracks) => file.Kind == LeanTickKind.Quote
            ? (new LeanQuoteParser(gate, ledger, tracks.Get(file.Symbol), file.MidnightMicros), static () => [])
            : (new LeanTradeParser(gate, tracks.Get(file.Symbol), file.MidnightMicros, tape), () => Notes(tape!));
    }

    private static IEnumerable<string> Notes(QuoteTape tape)
    {
        if (tape.Count == 0)
            yield return "no quotes of this day beside the file or in the store: its trades are signed by the tick rule alone";
    }

    private LeanTickFile Describe(SourceContent content)
    {
        LeanTickFile file = LeanTickFile.Of(content);
        return options.Instrument is { } symbol ? file with { Symbol = symbol } : file;
    }

    private async Task<QuoteTape> ReadQuotesAsync(SourceContent trades, LeanTickFile file, CancellationToken cancellationToken)
    {
        QuoteTape tape = new();
        InstrumentTrack track = registry.Peek(file.Symbol);
        if (LeanTickFile.QuotesBeside(trades) is { } quotes)
        {
            RowLedger unlimited = new(quotes.DisplayName, rejectShareMax: 1, rejectsFile: null);
            using LineReader lines = new(quotes.Open());
            LeanQuoteParser parser = new(new MarketRowGate(tape, sharesOneClock: false), unlimited, track, file.MidnightMicros);
            RowPump.Run(lines, parser, unlimited, static (_, _) => { }, cancellationToken);
            return tape;
        }

        TradingSession session = track.Instrument.Calendar.SessionOn(file.Date);
        foreach (MarketEvent e in await store.MarketData.ReadSessionAsync(track.Instrument, session, Timestamp.MaxValue, cancellationToken))
        {
            if (e.Kind == MarketEventKind.Quote)
                tape.Add(e.EventTime, e.Quote);
        }

        return tape;
    }
}
