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
            Instruments(plan),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            item =>
            {
                foreach (TrainingOrder order in OfInstrument(plan, schema, item.Market, item.Instrument))
                    orders.Add(order);
            });
        return [.. orders.OrderBy(order => order.T0.UnixMicros).ThenBy(order => order.Id, StringComparer.Ordinal).ThenBy(order => order.Symbol, StringComparer.Ordinal)];
    }

    /// <summary>Every instrument of every market of a plan.</summary>
    public static IEnumerable<(SampleMarket Market, SampleInstrument Instrument)> Instruments(MarketPlan plan) =>
        plan.Markets.SelectMany(item =>
        {
            SampleMarket market = SampleMarket.Create(item.Seed, new SampleOptions { Sessions = plan.Sessions, ActivityScale = item.Activity });
            return market.Instruments.Select(instrument => (market, instrument));
        });

    private static IEnumerable<TrainingOrder> OfInstrument(MarketPlan plan, FeatureSchema schema, SampleMarket market, SampleInstrument sample)
    {
        List<SimulatedDay> days = Days(market, sample);
        int traders = new TraderCountSelection(new TraderCountOptions()).Select(days.Take(SelectionSessions).Select(ScaleOf)).Traders;
        return days.SelectMany(day => new TrainingOrderBuilder(schema).Build(day.Tape, day.History, Draw(plan, day, traders)).Orders);
    }

    /// <summary>The sessions that have some before them. Symbols name their market too.</summary>
    public static List<SimulatedDay> Days(SampleMarket market, SampleInstrument sample)
    {
        Instrument instrument = sample.Instrument with { Symbol = $"{sample.Instrument.Symbol}.{market.Seed}" };
        List<SimulatedDay> days = [];
        SessionHistory history = SessionHistory.Empty;
        foreach (SampleSession session in market.Sessions(sample))
        {
            if (history.Before(session.Session.Date) is { AdvUnits: not null, DailyVolatility: not null })
                days.Add(new SimulatedDay(session.Index, new SessionTape(instrument, session.Session, [.. session.Events]), history, [.. Executed(session, instrument.Symbol)]));
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

    private static SessionScale ScaleOf(SimulatedDay day)
    {
        HistoryView view = day.History.Before(day.Tape.Session.Date);
        return new SessionScale(TapeIndex.Build(day.Tape), view.AdvUnits!.Value, view.DailyVolatility!.Value);
    }

    private static List<TrainingOrder> Draw(MarketPlan plan, SimulatedDay day, int traders)
    {
        TapeIndex tape = TapeIndex.Build(day.Tape);
        return
        [
            .. new ProbeOrderGenerator(new ProbeOptions { CountPerSession = plan.ProbesPerSession }).Generate(tape, day.History.Before(day.Tape.Session.Date).Curve),
            .. new MetaorderGenerator(new MetaorderOptions { Traders = traders, MaximumPerSession = plan.MetaordersPerSession }).Generate(tape),
            .. new OwnOrderLabels(new OwnOrderOptions()).Label(tape, day.Own).Orders,
        ];
    }
}

/// <summary>One session of one simulated instrument, with what the sessions before it told.</summary>
/// <param name="Index">Of the session in its market.</param>
internal sealed record SimulatedDay(int Index, SessionTape Tape, SessionHistory History, List<ExecutedOrder> Own);
