using System.Collections.Concurrent;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>The live state of every instrument, by symbol and feature schema: warmed from the store when first asked for (or before, in the background), replaced when the store has more.</summary>
internal sealed class LiveMarkets(ImpactStore store)
{
    /// <summary>The last session is usually within a month of the last row; further back all sessions are listed.</summary>
    private const int LastSessionDays = 31;

    private readonly ConcurrentDictionary<(string Symbol, string SchemaHash), Task<LiveMarket>> markets = new();
    private volatile Dictionary<string, Instrument> instruments = [];
    private long commitSeen = -1;

    public IReadOnlyCollection<Instrument> Instruments => instruments.Values;

    /// <summary>True once the list of instruments has been read.</summary>
    public bool HasFollowed => commitSeen >= 0;

    public int CountOf(FeatureSchema schema) => markets.Count(m => m.Key.SchemaHash == schema.Hash && m.Value.IsCompletedSuccessfully);

    /// <summary>Null when the store has no such symbol either.</summary>
    public async ValueTask<Instrument?> FindInstrumentAsync(string symbol, CancellationToken cancellation) =>
        instruments.TryGetValue(symbol, out Instrument? known) ? known : await store.Instruments.FindAsync(symbol, cancellation);

    /// <summary>All instruments by symbol, those that were added a moment ago included.</summary>
    public Task<IReadOnlyList<Instrument>> ListAsync(CancellationToken cancellation) => store.Instruments.ListAsync(cancellation);

    /// <summary>The instrument's market; the first to ask warms it, the others wait for the same.</summary>
    public async ValueTask<LiveMarket> GetAsync(Instrument instrument, FeatureSchema schema)
    {
        (string, string) key = (instrument.Symbol, schema.Hash);
        Task<LiveMarket> market = markets.GetOrAdd(key, static (_, a) => Task.Run(() => a.Self.WarmAsync(a.Instrument, a.Schema)), (Self: this, Instrument: instrument, Schema: schema));
        try
        {
            return await market;
        }
        finally
        {
            if (market.IsFaulted)
                markets.TryRemove(KeyValuePair.Create(key, market));
        }
    }

    /// <summary>Replaces the markets of instruments that have new rows, and forgets those of other schemas.</summary>
    public async Task FollowAsync(FeatureSchema schema, CancellationToken cancellation)
    {
        instruments = (await store.Instruments.ListAsync(cancellation)).ToDictionary(i => i.Symbol, StringComparer.Ordinal);
        IReadOnlyList<CommittedSpan> commits = await CommitsAsync(cancellation);
        foreach ((string Symbol, string SchemaHash) key in markets.Keys.Where(k => k.SchemaHash != schema.Hash))
            markets.TryRemove(key, out _);
        foreach (string symbol in commits.Select(c => c.Symbol).Distinct(StringComparer.Ordinal))
            await ReplaceAsync(symbol, schema);
    }

    /// <summary>Replaces the markets whose finished sessions have changed in the store.</summary>
    public async Task FollowHistoryAsync(FeatureSchema schema, CancellationToken cancellation)
    {
        foreach (Instrument instrument in instruments.Values)
        {
            if (!markets.TryGetValue((instrument.Symbol, schema.Hash), out Task<LiveMarket>? market) || !market.IsCompletedSuccessfully)
                continue;
            SessionHistory stored = await store.Sessions.ReadHistoryAsync(instrument, cancellation);
            if (!HaveSameNumbers((await market).History, stored))
                await ReplaceAsync(instrument.Symbol, schema);
        }
    }

    private async Task<IReadOnlyList<CommittedSpan>> CommitsAsync(CancellationToken cancellation)
    {
        if (commitSeen < 0)
        {
            commitSeen = await store.Sources.LastCommitNumberAsync(cancellation);
            return [];
        }

        IReadOnlyList<CommittedSpan> commits = await store.Sources.CommitsSinceAsync(commitSeen, cancellation);
        if (commits.Count > 0)
            commitSeen = commits[^1].CommitNumber;
        return commits;
    }

    /// <summary>Questions go on with the old market until the new one stands.</summary>
    private async Task ReplaceAsync(string symbol, FeatureSchema schema)
    {
        (string, string) key = (symbol, schema.Hash);
        if (!markets.ContainsKey(key) || !instruments.TryGetValue(symbol, out Instrument? instrument))
            return;
        LiveMarket market = await WarmAsync(instrument, schema);
        markets[key] = Task.FromResult(market);
    }

    private async Task<LiveMarket> WarmAsync(Instrument instrument, FeatureSchema schema)
    {
        long commit = await store.Sources.LastCommitNumberAsync();
        SessionHistory history = await store.Sessions.ReadHistoryAsync(instrument);
        MarketEvent[] tape = await LastSessionAsync(instrument) is { } session
            ? await store.MarketData.ReadSessionAsync(instrument, session, Timestamp.MaxValue)
            : [];
        return LiveMarket.Warm(instrument, schema, history, commit, tape);
    }

    private async Task<TradingSession?> LastSessionAsync(Instrument instrument)
    {
        if (await store.MarketData.LastEventTimeAsync(instrument) is not { } last)
            return null;
        DateOnly date = instrument.Calendar.DateOf(last);
        IReadOnlyList<TradingSession> sessions = await store.MarketData.SessionsWithDataAsync(instrument, date.AddDays(-LastSessionDays), date);
        if (sessions.Count == 0)
            sessions = await store.MarketData.SessionsWithDataAsync(instrument);
        return sessions.Count > 0 ? sessions[^1] : null;
    }

    private static bool HaveSameNumbers(SessionHistory a, SessionHistory b) =>
        a.Sessions.Length == b.Sessions.Length
        && a.Sessions.Zip(b.Sessions).All(p => p.First with { VolumeBins = null } == p.Second with { VolumeBins = null } && (p.First.VolumeBins is null) == (p.Second.VolumeBins is null));
}
