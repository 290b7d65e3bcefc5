using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Files;

/// <summary>
/// The instruments of an import: those of the store, and new ones with the session that the user or the format gives them. A new instrument becomes visible with the file that brought it,
/// so a refused file leaves none behind.
/// </summary>
/// <param name="defaultSession">Session of new instruments where the user gives none; null when the format cannot know.</param>
internal sealed class InstrumentRegistry(ImpactStore store, ImportOptions options, TradingCalendar? defaultSession)
{
    private readonly Dictionary<string, (int Id, Instrument Instrument)> known = new(StringComparer.Ordinal);
    private bool isLoaded;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (isLoaded)
            return;
        isLoaded = true;
        foreach ((int id, Instrument instrument) in await store.Instruments.ListByIdAsync(cancellationToken))
            known[instrument.Symbol] = (id, instrument);
    }

    public bool IsKnown(string symbol) => known.ContainsKey(symbol);

    public InstrumentTrack Resolve(string symbol)
    {
        if (!known.TryGetValue(symbol, out (int Id, Instrument Instrument) found))
            return new InstrumentTrack(store.Instruments.ReserveId(), Create(symbol), isNew: true);
        CheckSession(found.Instrument);
        return new InstrumentTrack(found.Id, found.Instrument, isNew: false);
    }

    /// <summary>The instrument as it is or would be, for reading only.</summary>
    public InstrumentTrack Peek(string symbol)
    {
        if (!known.TryGetValue(symbol, out (int Id, Instrument Instrument) found))
            return new InstrumentTrack(id: 0, Create(symbol), isNew: true);
        CheckSession(found.Instrument);
        return new InstrumentTrack(found.Id, found.Instrument);
    }

    /// <summary>Adds the instrument, or what the user said of it, just before the rows of a file that has been judged good.</summary>
    public async Task<int> RegisterAsync(string symbol, CancellationToken cancellationToken)
    {
        Instrument instrument = Amend(Peek(symbol).Instrument);
        int id = await store.Instruments.UpsertAsync(instrument, cancellationToken);
        known[symbol] = (id, instrument);
        return id;
    }

    /// <summary>Keeps what a committed file has brought, and what the user said of an instrument that was there before.</summary>
    public async Task AcceptAsync(IEnumerable<InstrumentTrack> tracks, CancellationToken cancellationToken)
    {
        foreach (InstrumentTrack track in tracks)
        {
            Instrument instrument = track.IsNew ? track.Instrument : Amend(track.Instrument);
            if (instrument != track.Instrument)
                await store.Instruments.UpsertAsync(instrument, cancellationToken);
            known[instrument.Symbol] = (track.Id, instrument);
        }
    }

    private void CheckSession(Instrument instrument)
    {
        if (options.Session is { } session && session != instrument.Calendar)
            throw new ImportException(
                ImportFailure.SessionConflict,
                $"instrument {instrument.Symbol} has the session \"{instrument.Calendar}\" in the store, not \"{session}\": its history would mean something else; import under another symbol or leave out --session");
    }

    private Instrument Create(string symbol)
    {
        TradingCalendar session = options.Session ?? defaultSession ?? throw new ImportException(
            ImportFailure.SessionUnknown,
            $"instrument {symbol} is new: say when it trades with --session \"09:30-16:00 America/New_York\" (IANA time zone) or --session 24h");
        return Amend(new Instrument(symbol, session, Currencies.Guess(options.Format, symbol)));
    }

    private Instrument Amend(Instrument instrument) => instrument with
    {
        Currency = options.Currency ?? instrument.Currency,
        TickSize = options.TickSize ?? instrument.TickSize,
        LotSize = options.LotSize ?? instrument.LotSize,
        SharesOutstanding = options.SharesOutstanding ?? instrument.SharesOutstanding,
    };
}
