using System.Collections.Concurrent;
using System.Collections.Immutable;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.DataAccess.TrainingData;

/// <summary>
/// Makes training orders of the store's sessions: read a session's tape, generate and label the orders of each kind, write their features. One session in memory per core, whatever the store holds.
/// </summary>
public sealed class TrainingOrderSource(ImpactStore store)
{
    /// <summary>The size law of a market shows in a few sessions; N is a dial, not a forecast.</summary>
    private const int MaximumSelectionSessions = 6;

    /// <summary>Sessions in which orders can have features: not an instrument's first, which has nothing before it.</summary>
    public async Task<ImmutableArray<TrainingSession>> SessionsAsync(TrainingOrderPlan plan, CancellationToken cancellation = default)
    {
        var sessions = ImmutableArray.CreateBuilder<TrainingSession>();
        foreach (InstrumentSessions instrument in await InstrumentsAsync(plan, cancellation))
            sessions.AddRange(instrument.Usable.Select(session => new TrainingSession(instrument.Instrument.Symbol, session.Date)));
        return sessions.ToImmutable();
    }

    public async Task<TrainingOrderSet> LoadAsync(TrainingOrderPlan plan, IProgress<TrainingOrderProgress>? progress = null, CancellationToken cancellation = default)
    {
        FeatureSchema schema = FeatureSchema.Create(await store.Signals.KeysAsync(cancellation));
        IReadOnlyList<InstrumentSessions> instruments = await InstrumentsAsync(plan, cancellation);
        ImmutableSortedDictionary<string, TraderCountChoice> choices = await SelectTradersAsync(plan, instruments, progress, cancellation);
        var work = instruments.SelectMany(i => i.Usable.Select(session => (Instrument: i, Session: session))).ToArray();
        var built = new ConcurrentBag<SessionOrders>();
        int done = 0;
        await Parallel.ForEachAsync(work, Concurrency(cancellation), async (item, token) =>
        {
            built.Add(await BuildAsync(plan, schema, item.Instrument, item.Session, TradersOf(plan, choices, item.Instrument.Instrument.Symbol), token));
            progress?.Report(new TrainingOrderProgress("Training orders", Interlocked.Increment(ref done), work.Length));
        });
        return Merge(schema, choices, built);
    }

    /// <summary>Measures something of every session's tape, one session in memory per core; by symbol, then date.</summary>
    public async Task<ImmutableArray<MeasuredSession<T>>> MeasureAsync<T>(
        TrainingOrderPlan plan, Func<TapeIndex, HistoryView, T> measure, IProgress<TrainingOrderProgress>? progress = null, CancellationToken cancellation = default)
    {
        var work = (await InstrumentsAsync(plan, cancellation)).SelectMany(i => i.Usable.Select(session => (Instrument: i, Session: session))).ToArray();
        var measured = new ConcurrentBag<MeasuredSession<T>>();
        await Parallel.ForEachAsync(work, Concurrency(cancellation), async (item, token) =>
        {
            TapeIndex tape = TapeIndex.Build(await ReadTapeAsync(item.Instrument.Instrument, item.Session, token));
            measured.Add(new MeasuredSession<T>(item.Instrument.Instrument.Symbol, item.Session.Date, measure(tape, item.Instrument.History.Before(item.Session.Date))));
            progress?.Report(new TrainingOrderProgress("Sessions", measured.Count, work.Length));
        });
        return [.. measured.OrderBy(m => m.Symbol, StringComparer.Ordinal).ThenBy(m => m.Date)];
    }

    private static ParallelOptions Concurrency(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };

    private static int TradersOf(TrainingOrderPlan plan, ImmutableSortedDictionary<string, TraderCountChoice> choices, string symbol) =>
        plan.TraderCounts.TryGetValue(symbol, out int given) ? given : choices.TryGetValue(symbol, out TraderCountChoice? choice) ? choice.Traders : plan.Metaorders.Traders;

    private static TrainingOrderSet Merge(FeatureSchema schema, ImmutableSortedDictionary<string, TraderCountChoice> choices, IReadOnlyCollection<SessionOrders> sessions) => new(
        schema,
        [.. sessions.SelectMany(s => s.Batch.Orders).OrderBy(o => o.T0.UnixMicros).ThenBy(o => o.Id, StringComparer.Ordinal)],
        choices,
        sessions.SelectMany(s => s.Batch.LeftOut).GroupBy(pair => pair.Key).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(pair => pair.Value)),
        sessions.SelectMany(s => s.OwnRejections).GroupBy(pair => pair.Key).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(pair => pair.Value)));

    private async Task<IReadOnlyList<InstrumentSessions>> InstrumentsAsync(TrainingOrderPlan plan, CancellationToken cancellation)
    {
        List<InstrumentSessions> instruments = [];
        foreach (Instrument instrument in await store.Instruments.ListAsync(cancellation))
        {
            if (plan.Symbols is { } wanted && !wanted.Contains(instrument.Symbol))
                continue;
            SessionHistory history = await store.Sessions.ReadHistoryAsync(instrument, cancellation);
            IReadOnlyList<TradingSession> sessions = await store.MarketData.SessionsWithDataAsync(instrument, plan.From, plan.To, cancellation);
            instruments.Add(new InstrumentSessions(instrument, history, [.. sessions.Where(s => history.Before(s.Date) is { AdvUnits: not null, DailyVolatility: not null })]));
        }

        return instruments;
    }

    private async Task<ImmutableSortedDictionary<string, TraderCountChoice>> SelectTradersAsync(
        TrainingOrderPlan plan, IReadOnlyList<InstrumentSessions> instruments, IProgress<TrainingOrderProgress>? progress, CancellationToken cancellation)
    {
        if (!plan.Kinds.Contains(TrainingOrderKind.Metaorder))
            return ImmutableSortedDictionary<string, TraderCountChoice>.Empty;
        InstrumentSessions[] open = [.. instruments.Where(i => !plan.TraderCounts.ContainsKey(i.Instrument.Symbol))];
        var choices = new ConcurrentDictionary<string, TraderCountChoice>();
        int done = 0;
        await Parallel.ForEachAsync(open, Concurrency(cancellation), async (instrument, token) =>
        {
            List<SessionScale> scales = await ReadScalesAsync(instrument, plan.SelectTradersUntil, token);
            choices[instrument.Instrument.Symbol] = new TraderCountSelection(new TraderCountOptions { Metaorders = plan.Metaorders }).Select(scales);
            progress?.Report(new TrainingOrderProgress("Number of traders", Interlocked.Increment(ref done), open.Length));
        });
        return choices.ToImmutableSortedDictionary();
    }

    private async Task<List<SessionScale>> ReadScalesAsync(InstrumentSessions instrument, DateOnly? until, CancellationToken cancellation)
    {
        TradingSession[] allowed = [.. instrument.Usable.Where(s => until is null || s.Date <= until)];
        List<SessionScale> scales = [];
        foreach (TradingSession session in allowed.TakeLast(MaximumSelectionSessions))
        {
            HistoryView view = instrument.History.Before(session.Date);
            scales.Add(new SessionScale(TapeIndex.Build(await ReadTapeAsync(instrument.Instrument, session, cancellation)), view.AdvUnits!.Value, view.DailyVolatility!.Value));
        }

        return scales;
    }

    private async Task<SessionOrders> BuildAsync(
        TrainingOrderPlan plan, FeatureSchema schema, InstrumentSessions instrument, TradingSession session, int traders, CancellationToken cancellation)
    {
        SessionTape tape = await ReadTapeAsync(instrument.Instrument, session, cancellation);
        TapeIndex index = TapeIndex.Build(tape);
        List<TrainingOrder> orders = [];
        if (plan.Kinds.Contains(TrainingOrderKind.Probe))
            orders.AddRange(new ProbeOrderGenerator(plan.Probes).Generate(index, instrument.History.Before(session.Date).Curve));
        if (plan.Kinds.Contains(TrainingOrderKind.Metaorder))
            orders.AddRange(new MetaorderGenerator(plan.Metaorders with { Traders = traders }).Generate(index));
        OwnOrderBatch own = plan.Kinds.Contains(TrainingOrderKind.Own)
            ? new OwnOrderLabels(plan.Own).Label(index, await store.ParentOrders.ReadExecutedAsync(instrument.Instrument.Symbol, session.Open, session.Close, cancellation))
            : new OwnOrderBatch([], ImmutableSortedDictionary<OwnOrderRejection, int>.Empty);
        orders.AddRange(own.Orders);
        return new SessionOrders(new TrainingOrderBuilder(schema).Build(tape, instrument.History, orders), own.Rejections);
    }

    /// <summary>All that is known of the session by now: labels use it by event time, and features look no further than each order's t0.</summary>
    private async Task<SessionTape> ReadTapeAsync(Instrument instrument, TradingSession session, CancellationToken cancellation) =>
        new(instrument, session, await store.MarketData.ReadSessionAsync(instrument, session, Timestamp.MaxValue, cancellation));

    private sealed record InstrumentSessions(Instrument Instrument, SessionHistory History, ImmutableArray<TradingSession> Usable);

    private sealed record SessionOrders(TrainingOrderBatch Batch, ImmutableSortedDictionary<OwnOrderRejection, int> OwnRejections);
}
