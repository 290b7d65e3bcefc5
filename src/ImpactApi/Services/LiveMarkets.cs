using System.Collections.Concurrent;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>The rows of one commit that concern one instrument, or all of them.</summary>
/// <param name="Symbol">Null: a signal that concerns every instrument.</param>
/// <param name="Rows">In any order; the events as the store has them, with their source and row.</param>
internal sealed record CommittedRows(string? Symbol, StoredEvent[] Rows);

/// <summary>
/// The live state of every instrument, by feature schema. Read from the store when first asked for (or before, in the background), then fed by ingestion: whoever commits rows
/// gives them to <see cref="Apply"/> afterwards, and <see cref="LiveFollower"/> does it for what other processes have committed.
/// </summary>
internal sealed class LiveMarkets(ImpactStore store)
{
    private readonly LiveMarketReader reader = new(store);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LiveMarket>> bySchema = new(StringComparer.Ordinal);
    private volatile Dictionary<string, Instrument> instruments = new(StringComparer.Ordinal);
    private volatile bool hasListed;
    private volatile DisorderLimits limits = DisorderLimits.Usual;

    public IReadOnlyCollection<Instrument> Instruments => instruments.Values;

    /// <summary>True once the list of instruments has been read.</summary>
    public bool HasFollowed => hasListed;

    public int CountOf(FeatureSchema schema) => MarketsOf(schema).Count(m => m.Value.View is not null);

    /// <summary>All live markets, of the schema that is being prepared too.</summary>
    public IEnumerable<LiveMarket> All => bySchema.Values.SelectMany(markets => markets.Values);

    /// <summary>
    /// Feeds one commit: after it, whatever its size, and once (a second time is passed over). Rows of an instrument that is not in memory yet are read with it.
    /// For one commit all rows are given in one call. Never waits for the store; any thread may call.
    /// </summary>
    public void Apply(long commitNumber, IReadOnlyList<CommittedRows> parts)
    {
        StoredEvent[] ofAll = [.. parts.Where(p => p.Symbol is null).SelectMany(p => p.Rows)];
        Dictionary<string, StoredEvent[]> own = parts.Where(p => p.Symbol is not null).GroupBy(p => p.Symbol!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Sorted(g.Count() == 1 && ofAll.Length == 0 ? g.First().Rows : [.. g.SelectMany(p => p.Rows), .. ofAll]), StringComparer.Ordinal);
        foreach (ConcurrentDictionary<string, LiveMarket> markets in bySchema.Values)
        {
            foreach ((string symbol, StoredEvent[] rows) in own)
            {
                if (markets.TryGetValue(symbol, out LiveMarket? market))
                    market.Apply(commitNumber, rows);
            }

            if (ofAll.Length > 0)
                ApplyToOthers(commitNumber, markets, own, Sorted(ofAll));
        }
    }

    /// <summary>Null when the store has no such symbol either.</summary>
    public ValueTask<Instrument?> FindInstrumentAsync(string symbol, CancellationToken cancellation) =>
        instruments.TryGetValue(symbol, out Instrument? known) ? new ValueTask<Instrument?>(known) : new ValueTask<Instrument?>(store.Instruments.FindAsync(symbol, cancellation));

    /// <summary>All instruments by symbol, those that were added a moment ago included.</summary>
    public Task<IReadOnlyList<Instrument>> ListAsync(CancellationToken cancellation) => store.Instruments.ListAsync(cancellation);

    /// <summary>Reads the list of instruments anew.</summary>
    public async Task RefreshListAsync(CancellationToken cancellation)
    {
        instruments = (await store.Instruments.ListAsync(cancellation)).ToDictionary(i => i.Symbol, StringComparer.Ordinal);
        hasListed = true;
    }

    /// <summary>The instrument's market; the first to ask has it read, the others wait for the same.</summary>
    public ValueTask<LiveView> GetAsync(Instrument instrument, FeatureSchema schema)
    {
        ConcurrentDictionary<string, LiveMarket> markets = MarketsOf(schema);
        if (!markets.TryGetValue(instrument.Symbol, out LiveMarket? market))
            market = markets.GetOrAdd(instrument.Symbol, _ => new LiveMarket(instrument, schema, limits));
        return market.View is { } view ? new ValueTask<LiveView>(view) : ReadFirstAsync(market);
    }

    /// <summary>Reads what has never been read, or has fallen behind.</summary>
    public async Task CatchUpAsync(FeatureSchema schema, CancellationToken cancellation)
    {
        foreach (Instrument instrument in Instruments)
            MarketsOf(schema).GetOrAdd(instrument.Symbol, _ => new LiveMarket(instrument, schema, limits));
        ParallelOptions few = new() { MaxDegreeOfParallelism = LiveMarketReader.AtOnceMax, CancellationToken = cancellation };
        await Parallel.ForEachAsync(MarketsOf(schema).Values.Where(m => m.IsBehind), few, async (market, _) => await market.ReadAsync(reader));
    }

    /// <summary>Takes note of the finished sessions that the store has.</summary>
    public async Task LearnHistoryAsync(FeatureSchema schema, CancellationToken cancellation)
    {
        foreach (LiveMarket market in MarketsOf(schema).Values.Where(m => m.View is not null))
            market.Learn(await store.Sessions.ReadHistoryAsync(market.Instrument, cancellation));
    }

    /// <summary>From where on markets count as out of order: what the active model has seen decides.</summary>
    public void Use(DisorderLimits other)
    {
        limits = other;
        foreach (LiveMarket market in All)
            market.Use(other);
    }

    /// <summary>Forgets the markets of other schemas.</summary>
    public void KeepOnly(FeatureSchema schema)
    {
        foreach (string hash in bySchema.Keys.Where(h => h != schema.Hash))
            bySchema.TryRemove(hash, out _);
    }

    private static void ApplyToOthers(long commitNumber, ConcurrentDictionary<string, LiveMarket> markets, Dictionary<string, StoredEvent[]> own, StoredEvent[] rows)
    {
        foreach ((string symbol, LiveMarket market) in markets)
        {
            if (!own.ContainsKey(symbol))
                market.Apply(commitNumber, rows);
        }
    }

    private static StoredEvent[] Sorted(StoredEvent[] rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i].CompareTo(rows[i - 1]) < 0)
            {
                StoredEvent[] sorted = [.. rows];
                Array.Sort(sorted);
                return sorted;
            }
        }

        return rows;
    }

    private async ValueTask<LiveView> ReadFirstAsync(LiveMarket market)
    {
        await market.ReadAsync(reader);
        return market.View!;
    }

    private ConcurrentDictionary<string, LiveMarket> MarketsOf(FeatureSchema schema) =>
        bySchema.TryGetValue(schema.Hash, out ConcurrentDictionary<string, LiveMarket>? markets) ? markets : bySchema.GetOrAdd(schema.Hash, _ => new(StringComparer.Ordinal));
}
