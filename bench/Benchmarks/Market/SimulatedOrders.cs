using System.Collections.Concurrent;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.MarketSimulator;

namespace ImpactService.Benchmarks.Market;

/// <summary>Training orders of simulated markets, made as the store's are (probes, metaorders with a number of traders chosen on the first sessions, the user's own orders), without a store between.</summary>
internal static class SimulatedOrders
{
    /// <summary>As many as a number of traders is chosen on in the store.</summary>
    private const int SelectionSessions = 6;

    public static TrainingOrder[] Make(MarketPlan plan, FeatureSchema schema)
    {
        ConcurrentBag<TrainingOrder> orders = [];
        Parallel.ForEach(
            plan.Markets.SelectMany(m => Instruments(plan, m.Seed, m.Activity)),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            item =>
            {
                foreach (TrainingOrder order in OfInstrument(plan, schema, item.Market, item.Instrument))
                    orders.Add(order);
            });
        return [.. orders.OrderBy(order => order.T0.UnixMicros).ThenBy(order => order.Id, StringComparer.Ordinal).ThenBy(order => order.Symbol, StringComparer.Ordinal)];
    }

    private static IEnumerable<(SampleMarket Market, SampleInstrument Instrument)> Instruments(MarketPlan plan, ulong seed, double activity)
    {
        SampleMarket market = SampleMarket.Create(seed, new SampleOptions { Sessions = plan.Sessions, ActivityScale = activity });
        return market.Instruments.Select(instrument => (market, instrument));
    }

    private static IEnumerable<TrainingOrder> OfInstrument(MarketPlan plan, FeatureSchema schema, SampleMarket market, SampleInstrument sample)
    {
        Instrument instrument = sample.Instrument with { Symbol = $"{sample.Instrument.Symbol}.{market.Seed}" };
        List<Day> days = Days(market, sample, instrument);
        int traders = new TraderCountSelection(new TraderCountOptions()).Select(days.Take(SelectionSessions).Select(ScaleOf)).Traders;
        return days.SelectMany(day => new TrainingOrderBuilder(schema).Build(day.Tape, day.History, Draw(plan, day, traders)).Orders);
    }

    /// <summary>The sessions that have some before them.</summary>
    private static List<Day> Days(SampleMarket market, SampleInstrument sample, Instrument instrument)
    {
        List<Day> days = [];
        SessionHistory history = SessionHistory.Empty;
        foreach (SampleSession session in market.Sessions(sample))
        {
            if (history.Before(session.Session.Date) is { AdvUnits: not null, DailyVolatility: not null })
                days.Add(new Day(new SessionTape(instrument, session.Session, [.. session.Events]), history, [.. Executed(session, instrument.Symbol)]));
            SessionSummaryBuilder summary = new(session.Session);
            foreach (MarketEvent e in session.Events)
                summary.OnEvent(e);
            if (summary.Build() is { } built)
                history = history.With(built);
        }

        return days;
    }

    private static IEnumerable<ExecutedOrder> Executed(SampleSession session, string symbol) =>
        session.Orders.Select(order => new ExecutedOrder(order with { Symbol = symbol }, [.. session.Fills.Where(fill => fill.OrderId == order.OrderId)]));

    private static SessionScale ScaleOf(Day day)
    {
        HistoryView view = day.History.Before(day.Tape.Session.Date);
        return new SessionScale(TapeIndex.Build(day.Tape), view.AdvUnits!.Value, view.DailyVolatility!.Value);
    }

    private static List<TrainingOrder> Draw(MarketPlan plan, Day day, int traders)
    {
        TapeIndex tape = TapeIndex.Build(day.Tape);
        return
        [
            .. new ProbeOrderGenerator(new ProbeOptions { CountPerSession = plan.ProbesPerSession }).Generate(tape, day.History.Before(day.Tape.Session.Date).Curve),
            .. new MetaorderGenerator(new MetaorderOptions { Traders = traders, MaximumPerSession = plan.MetaordersPerSession }).Generate(tape),
            .. new OwnOrderLabels(new OwnOrderOptions()).Label(tape, day.Own).Orders,
        ];
    }

    private sealed record Day(SessionTape Tape, SessionHistory History, List<ExecutedOrder> Own);
}
