using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Training orders of the kind <see cref="TrainingOrderKind.Probe"/> of one session: a random side, start, horizon and taker fraction, negligible size, replayed on the quotes and trades of the tape.
/// The horizon is drawn first (log-uniform), then the start uniformly over what fits into the observed session. Each draw is a stream of its own, so the i-th probe does not depend on how many are asked for.
/// </summary>
public sealed class ProbeOrderGenerator(ProbeOptions options)
{
    /// <summary>A probe is at most this share of the smaller displayed touch: nothing that the market would notice.</summary>
    private const double MaximumTouchShare = 0.01;

    private const double DefaultLotUnits = 1;

    private readonly ProbeOptions options = options.Validated();

    /// <summary>Probes without features; none where the tape has no quotes or is shorter than the shortest horizon. The curve is that of the sessions before this one.</summary>
    public TrainingOrder[] Generate(TapeIndex tape, VolumeCurve curve)
    {
        double observedSeconds = tape.ObservedUntil.SecondsSince(tape.ObservedFrom);
        if (!(observedSeconds >= options.MinimumHorizonSeconds))
            return [];
        SeededRandom random = SessionStream.For(options.Seed, TrainingOrderKind.Probe, tape.Tape);
        return Replay(tape, curve, Enumerable.Range(0, options.CountPerSession).Select(i => Draw(random.Fork((ulong)i), tape, observedSeconds)));
    }

    /// <summary>Probes that are given instead of drawn. Each must lie inside what the tape observed.</summary>
    internal TrainingOrder[] Replay(TapeIndex tape, VolumeCurve curve, IEnumerable<ProbePlan> plans)
    {
        var replay = new SessionReplay(tape, PassiveFills.Build(tape, Side.Buy), PassiveFills.Build(tape, Side.Sell), new ChildSchedule(tape.Tape.Session, curve, options));
        return [.. plans.Select((plan, number) => Execute(replay, plan, number))];
    }

    private ProbePlan Draw(SeededRandom random, TapeIndex tape, double observedSeconds)
    {
        Side side = random.NextInt32(2) == 0 ? Side.Buy : Side.Sell;
        double longest = Math.Min(observedSeconds, options.MaximumHorizonSeconds);
        double horizonSeconds = options.MinimumHorizonSeconds * Math.Pow(longest / options.MinimumHorizonSeconds, random.NextDouble());
        Timestamp t0 = tape.ObservedFrom.AddSeconds(random.NextDouble() * (observedSeconds - horizonSeconds));
        double takerFraction = random.NextDouble() < options.ContinuousShare
            ? random.NextDouble()
            : options.TakerFractions[random.NextInt32(options.TakerFractions.Length)];
        return new ProbePlan(side, t0, horizonSeconds, takerFraction);
    }

    private TrainingOrder Execute(SessionReplay replay, in ProbePlan plan, int number)
    {
        TapeIndex tape = replay.Tape;
        Timestamp horizonEnd = plan.T0.AddSeconds(plan.HorizonSeconds);
        PassiveFills passiveFills = plan.Side == Side.Buy ? replay.BuyFills : replay.SellFills;
        ProbeExecution execution = ProbeExecution.Replay(tape, passiveFills, plan.Side, plan.TakerFraction, replay.Schedule.Of(plan.T0, plan.HorizonSeconds), horizonEnd);
        Quote arrival = tape.Quotes[tape.Quotes.IndexAtOrBefore(plan.T0)];
        return new OrderExecution
        {
            Id = $"probe/{tape.Tape.Instrument.Symbol}/{tape.Tape.Session.Date:yyyy-MM-dd}/{number}",
            Kind = TrainingOrderKind.Probe,
            Side = plan.Side,
            T0 = plan.T0,
            TEnd = execution.LastFill,
            Quantity = NegligibleQuantity(tape.Tape.Instrument, arrival),
            HorizonSeconds = plan.HorizonSeconds,
            TakerFraction = plan.TakerFraction,
            RealisedTakerFraction = execution.RealisedTakerFraction,
            RealisedMakerFraction = 1 - execution.RealisedTakerFraction,
            CompletionBeforeCrossing = execution.CompletionBeforeCrossing,
            Arrival = arrival,
            AveragePrice = execution.AveragePrice,
        }.Label(tape, options.Relaxation);
    }

    /// <summary>One lot, or a hundredth of the smaller touch where that is less; sizes that are not published bound nothing.</summary>
    private static double NegligibleQuantity(Instrument instrument, in Quote quote)
    {
        double lot = instrument.LotSize ?? DefaultLotUnits;
        double touch = Math.Min(quote.BidSize, quote.AskSize);
        return touch > 0 ? Math.Min(lot, MaximumTouchShare * touch) : lot;
    }

    /// <summary>What one session's probes share.</summary>
    private sealed record SessionReplay(TapeIndex Tape, PassiveFills BuyFills, PassiveFills SellFills, ChildSchedule Schedule);
}

/// <summary>What a probe is to do.</summary>
internal readonly record struct ProbePlan(Side Side, Timestamp T0, double HorizonSeconds, double TakerFraction);
