using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.MarketSimulator;

namespace ImpactService.Benchmarks.Market;

/// <summary>One question, asked for both sides, and what it costs in each of many futures of the same state.</summary>
/// <param name="Kind">A probe, too small to be noticed, or a parent order that the book has to digest.</param>
/// <param name="FeatureVectors">[side: buy, sell] as of strictly before the arrival.</param>
/// <param name="CostsBps">[side][future] slippage.</param>
internal sealed record FutureOrder(string Id, TrainingOrderKind Kind, int Day, OrderProfile Profile, double[][] FeatureVectors, double[][] CostsBps);

/// <summary>Asks at random moments of a session what probes of several horizons and one parent order would cost, and answers by running the rest of the session again and again with other random numbers.</summary>
internal sealed class FutureOrders(FeatureSchema schema, SampleMarket market, SampleInstrument sample, int futures)
{
    /// <summary>No questions in the first minutes: features need a past.</summary>
    private const double FirstSeconds = 600;

    /// <summary>A little more than the horizon is simulated, so that the last fill is inside.</summary>
    private const double MarginSeconds = 2;

    private const double LowestParticipation = 0.03;
    private const double HighestParticipation = 0.35;
    private const ulong Stream = 0x11417;

    private static readonly double[] horizonsSeconds = [60, 300, 1800, 7200];
    private static readonly double[] takerFractions = [0, 0.5, 1];

    private readonly ProbeOrderGenerator probes = new(new ProbeOptions { CountPerSession = 0 });

    public IEnumerable<FutureOrder> Ask(SimulatedDay day, int starts)
    {
        SeededRandom random = SessionStream.For(market.Seed, TrainingOrderKind.Own, day.Tape).Fork(Stream);
        double seconds = TapeIndex.Build(day.Tape).ObservedUntil.SecondsSince(day.Tape.Session.Open);
        for (int start = 0; start < starts; start++)
        {
            SeededRandom own = random.Fork((ulong)start);
            double room = seconds - horizonsSeconds[0] - 2 * MarginSeconds - FirstSeconds;
            Timestamp t0 = day.Tape.Session.Open.AddSeconds(FirstSeconds + own.NextDouble() * room);
            double left = day.Tape.Session.Open.AddSeconds(seconds).SecondsSince(t0) - 2 * MarginSeconds;
            double[] fitting = [.. horizonsSeconds.Where(horizon => horizon <= left)];
            MarketState state = StateAt(day, t0);
            foreach (FutureOrder order in Probes(day, state, fitting, own))
                yield return order;
            if (Parent(day, state, fitting[own.NextInt32(fitting.Length)], own) is { } parent)
                yield return parent;
        }
    }

    /// <summary>What was known strictly before a moment.</summary>
    private MarketState StateAt(SimulatedDay day, Timestamp t0)
    {
        FeatureEngine engine = new(day.Tape.Instrument, schema, day.History);
        foreach (MarketEvent e in day.Tape.Events.TakeWhile(e => e.AvailableTime < t0))
            engine.OnEvent(e);
        return engine.Snapshot(t0);
    }

    private IEnumerable<FutureOrder> Probes(SimulatedDay day, MarketState state, double[] horizons, SeededRandom random)
    {
        Timestamp t0 = state.AsOf;
        OrderProfile[] profiles = [.. horizons.Select(horizon => new OrderProfile(day.Tape.Instrument.Symbol, Side.Buy, LotOf(day), t0, horizon, Taker(random)))];
        ProbePlan[] plans = [.. profiles.SelectMany(p => new[] { new ProbePlan(Side.Buy, t0, p.HorizonSeconds, p.TakerFraction), new ProbePlan(Side.Sell, t0, p.HorizonSeconds, p.TakerFraction) })];
        double[][] costs = new double[futures][];
        for (int f = 0; f < futures; f++)
        {
            SampleSession future = Laboratory.Future(market, sample, day.Index, t0, t0.AddSeconds(horizons[^1] + MarginSeconds), (ulong)f);
            TapeIndex tape = TapeIndex.Build(day.Tape with { Events = [.. future.Events] });
            costs[f] = [.. probes.Replay(tape, day.History.Before(day.Tape.Session.Date).Curve, plans).Select(order => order.SlippageBps)];
        }

        for (int i = 0; i < profiles.Length; i++)
            yield return Question(TrainingOrderKind.Probe, day, state, profiles[i], [[.. costs.Select(c => c[2 * i])], [.. costs.Select(c => c[2 * i + 1])]]);
    }

    private FutureOrder? Parent(SimulatedDay day, MarketState state, double horizonSeconds, SeededRandom random)
    {
        double participation = LowestParticipation * Math.Pow(HighestParticipation / LowestParticipation, random.NextDouble());
        Timestamp t0 = state.AsOf;
        double adv = day.History.Before(day.Tape.Session.Date).AdvUnits!.Value;
        double lots = Math.Max(1, Math.Round(participation * adv * horizonSeconds / day.Tape.Session.LengthSeconds / LotOf(day)));
        OrderProfile buy = new(day.Tape.Instrument.Symbol, Side.Buy, lots * LotOf(day), t0, horizonSeconds, Taker(random));
        double[][] costs = [new double[futures], new double[futures]];
        for (int f = 0; f < futures; f++)
        {
            foreach (Side side in new[] { Side.Buy, Side.Sell })
            {
                SampleSession future = Laboratory.Future(market, sample, day.Index, t0, buy.EndTime.AddSeconds(MarginSeconds), (ulong)f, buy with { Side = side });
                if (future.Orders.FirstOrDefault(order => order.OrderId == Laboratory.OrderId) is not { ArrivalPrice: { } arrival, AveragePrice: { } average })
                    return null;
                costs[side == Side.Buy ? 0 : 1][f] = PriceLabels.ShiftBps(side, average, arrival);
            }
        }

        return Question(TrainingOrderKind.Own, day, state, buy, costs);
    }

    private FutureOrder Question(TrainingOrderKind kind, SimulatedDay day, MarketState state, OrderProfile buy, double[][] costs)
    {
        string id = $"{buy.Symbol}/{day.Index:D4}/{buy.ArrivalTime.UnixMicros}/{kind}/{buy.HorizonSeconds:F0}";
        return new FutureOrder(id, kind, day.Tape.Session.Date.DayNumber, buy, [Vector(Side.Buy), Vector(Side.Sell)], costs);

        double[] Vector(Side side)
        {
            double[] features = new double[schema.Count];
            OrderFeatures.Write(schema, state, buy with { Side = side }, features);
            return features;
        }
    }

    private static double LotOf(SimulatedDay day) => day.Tape.Instrument.LotSize ?? 1;

    private static double Taker(SeededRandom random) => takerFractions[random.NextInt32(takerFractions.Length)];
}
