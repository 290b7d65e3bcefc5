using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactApi.Services;

/// <summary>Gives the live markets what other processes (an import, another replica) have committed, in the order of commits and without reading anything twice.</summary>
internal sealed class LiveFollower(ImpactStore store, LiveMarkets markets)
{
    /// <summary>A larger commit is quicker read with its whole session than row by row on top of it.</summary>
    private const int FedRowsMax = 50_000;

    private long followed = -1;

    public async Task FollowAsync(FeatureSchema schema, CancellationToken cancellation)
    {
        await markets.RefreshListAsync(cancellation);
        markets.KeepOnly(schema);
        LiveMarket[] known = [.. markets.All];
        long upTo = await store.Sources.LastCommitNumberAsync(cancellation);
        if (followed >= 0)
            await FeedAsync(known, upTo, cancellation);
        followed = upTo;
        await markets.CatchUpAsync(schema, cancellation);
    }

    /// <summary>A market that was read before the last commit that was followed then has a gap, which only another reading closes.</summary>
    private async Task FeedAsync(LiveMarket[] known, long upTo, CancellationToken cancellation)
    {
        foreach (LiveMarket market in known)
            market.RequireCommit(followed);
        if (upTo > followed)
        {
            foreach ((long commit, List<CommittedRows> parts) in await ReadCommitsAsync(known, upTo, cancellation))
                markets.Apply(commit, parts);
        }

        foreach (LiveMarket market in known)
            market.Settle(upTo);
    }

    private async Task<IEnumerable<KeyValuePair<long, List<CommittedRows>>>> ReadCommitsAsync(LiveMarket[] known, long upTo, CancellationToken cancellation)
    {
        ILookup<string, LiveMarket> bySymbol = known.ToLookup(m => m.Instrument.Symbol, StringComparer.Ordinal);
        Dictionary<long, List<CommittedRows>> commits = [];
        foreach (CommittedSignal signal in (await store.Signals.ReadSinceAsync(followed, cancellation)).Where(s => s.CommitNumber <= upTo))
            PartsOf(commits, signal.CommitNumber).Add(new CommittedRows(signal.Symbol, [signal.Event]));
        foreach (CommittedSpan span in (await store.Sources.CommitsSinceAsync(followed, cancellation)).Where(s => s.CommitNumber <= upTo))
        {
            if (await ReadNewAsync(span, bySymbol[span.Symbol], cancellation) is { Length: > 0 } rows)
                PartsOf(commits, span.CommitNumber).Add(new CommittedRows(span.Symbol, rows));
        }

        return commits.OrderBy(c => c.Key);
    }

    /// <summary>The rows that some market still lacks; none where all have them, or where reading the session again is the better way.</summary>
    private async Task<StoredEvent[]> ReadNewAsync(CommittedSpan span, IEnumerable<LiveMarket> live, CancellationToken cancellation)
    {
        LiveMarket[] lacking = [.. live.Where(m => !m.HasSeen(span.CommitNumber))];
        if (lacking.Length == 0)
            return [];
        if (span.Span.Rows <= FedRowsMax)
            return await store.MarketData.ReadSourceAsync(span, cancellation);
        foreach (LiveMarket market in lacking)
            market.FallBehind();
        return [];
    }

    private static List<CommittedRows> PartsOf(Dictionary<long, List<CommittedRows>> commits, long number)
    {
        if (!commits.TryGetValue(number, out List<CommittedRows>? parts))
            commits[number] = parts = [];
        return parts;
    }
}
