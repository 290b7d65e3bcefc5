using System.Text;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>Finds or creates an instrument by symbol, with its id in the store.</summary>
/// <returns>Null where an unknown instrument concerns its rows alone and not the whole file.</returns>
/// <exception cref="ImportException">The instrument is new and nobody said which session it has.</exception>
internal delegate InstrumentTrack? InstrumentResolver(string symbol);

/// <summary>The instruments of one file by symbol. Rows come in runs of one instrument, so the last one is tried first and no string is made for a known symbol.</summary>
internal sealed class InstrumentTracks(InstrumentResolver resolve)
{
    private readonly Dictionary<string, InstrumentTrack> bySymbol = new(StringComparer.Ordinal);
    private readonly byte[] lastSymbol = new byte[RowRules.SymbolLengthMax];
    private int lastLength = -1;
    private InstrumentTrack? last;

    public IReadOnlyCollection<InstrumentTrack> All => bySymbol.Values;

    /// <summary>Why <see cref="Find"/> found nothing.</summary>
    public static RowOutcome Missing(ReadOnlySpan<byte> symbol) => RowRules.IsSymbol(symbol) ? RowOutcome.UnknownInstrument : RowOutcome.InvalidSymbol;

    /// <returns>Null when the text is no symbol, or names an instrument that nobody knows.</returns>
    public InstrumentTrack? Find(ReadOnlySpan<byte> symbol)
    {
        if (last is not null && symbol.SequenceEqual(lastSymbol.AsSpan(0, lastLength)))
            return last;
        if (!RowRules.IsSymbol(symbol))
            return null;
        symbol.CopyTo(lastSymbol);
        lastLength = symbol.Length;
        return last = FindOrResolve(symbol);
    }

    /// <exception cref="ImportException">The text is no symbol.</exception>
    public InstrumentTrack Get(string symbol) => Find(Encoding.UTF8.GetBytes(symbol)) ?? throw new ImportException(
        ImportFailure.FileName,
        $"instrument '{RowRules.Shorten(symbol)}' is not a symbol: {RowRules.SymbolRule}");

    private InstrumentTrack? FindOrResolve(ReadOnlySpan<byte> symbol)
    {
        Span<char> characters = stackalloc char[RowRules.SymbolLengthMax];
        int length = Encoding.ASCII.GetChars(symbol, characters);
        ReadOnlySpan<char> key = characters[..length];
        if (bySymbol.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out InstrumentTrack? known))
            return known;
        string text = key.ToString();
        // Unknown symbols are not remembered: there is no end of them.
        if (resolve(text) is not { } created)
            return null;
        bySymbol.Add(text, created);
        return created;
    }
}
