using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Training orders of the kind <see cref="TrainingOrderKind.Metaorder"/> of one session: reconstructed, thinned and labelled. t0 is the time of the first child and P0 the mid in force before it
/// (clocks tie: the last quote with a smaller time stamp); all children take, so the taker fraction is one and the spread cost the half spread.
/// </summary>
public sealed class MetaorderGenerator(MetaorderOptions options)
{
    /// <summary>Strata per decade of quantity and of duration: enough that thinning keeps the large and the long.</summary>
    private const double StrataPerDecade = 2;

    private const int DurationStrata = 64;

    private readonly MetaorderOptions options = options.Validated();

    /// <summary>At most <see cref="MetaorderOptions.MaximumPerSession"/> orders (never less than one per stratum) in the order of their end, without features.</summary>
    public TrainingOrder[] Generate(TapeIndex tape)
    {
        SeededRandom random = SessionStream.For(options.Seed, TrainingOrderKind.Metaorder, tape.Tape);
        List<MetaorderRun> runs = RunsWithArrival(tape, random);
        int[] strata = runs.ConvertAll(run => StratumOf(run, tape.Trades)).ToArray();
        SampledItem[] kept = StratifiedSample.Draw(strata, options.MaximumPerSession, random);
        return Array.ConvertAll(kept, item => Label(tape, runs[item.Index], item.Weight, random.NextDouble()));
    }

    /// <summary>Every run of the session with a mid before its first child, unthinned: what exponents are fitted on.</summary>
    internal List<MetaorderRun> AllRuns(TapeIndex tape) => RunsWithArrival(tape, SessionStream.For(options.Seed, TrainingOrderKind.Metaorder, tape.Tape));

    /// <summary>The quote in force before the first child, −1 where there is none.</summary>
    internal static int ArrivalQuote(TapeIndex tape, in MetaorderRun run) => tape.Quotes.IndexBefore(tape.Trades.TimeAt(run.FirstTrade));

    internal PriceLabels LabelsOf(TapeIndex tape, in MetaorderRun run) => PriceLabels.Measure(
        tape,
        options.Relaxation,
        run.Side,
        tape.Trades.TimeAt(run.FirstTrade),
        tape.Trades.TimeAt(run.LastTrade),
        tape.Quotes[ArrivalQuote(tape, run)].Mid,
        run.AveragePrice);

    private List<MetaorderRun> RunsWithArrival(TapeIndex tape, SeededRandom random)
    {
        List<MetaorderRun> runs = MetaorderReconstruction.Runs(tape.Trades, options, random);
        runs.RemoveAll(run => ArrivalQuote(tape, run) < 0);
        return runs;
    }

    private static int StratumOf(in MetaorderRun run, TradePath trades)
    {
        int size = (int)Math.Floor(StrataPerDecade * Math.Log10(run.Quantity));
        int duration = (int)(StrataPerDecade * Math.Log10(1 + run.DurationSeconds(trades)));
        return size * DurationStrata + Math.Min(duration, DurationStrata - 1);
    }

    private TrainingOrder Label(TapeIndex tape, in MetaorderRun run, double weight, double u)
    {
        Timestamp t0 = tape.Trades.TimeAt(run.FirstTrade);
        return new OrderExecution
        {
            Id = $"metaorder/{tape.Tape.Instrument.Symbol}/{tape.Tape.Session.Date:yyyy-MM-dd}/{options.Traders}/{run.FirstTrade}",
            Kind = TrainingOrderKind.Metaorder,
            Side = run.Side,
            T0 = t0,
            TEnd = tape.Trades.TimeAt(run.LastTrade),
            Quantity = run.Quantity,
            HorizonSeconds = PlannedHorizonSeconds(tape, t0, run.DurationSeconds(tape.Trades), u),
            TakerFraction = 1,
            RealisedTakerFraction = 1,
            RealisedMakerFraction = 0,
            Arrival = tape.Quotes[ArrivalQuote(tape, run)],
            AveragePrice = run.AveragePrice,
            Weight = weight,
        }.Label(tape, options.Relaxation);
    }

    /// <summary>Execution time × stretch^u, u uniform in [0, 1): log-uniform between 1 and the stretch; never past the close.</summary>
    private double PlannedHorizonSeconds(TapeIndex tape, Timestamp t0, double executionSeconds, double u) =>
        Math.Min(executionSeconds * Math.Pow(options.MaximumHorizonStretch, u), tape.Tape.Session.Close.SecondsSince(t0));
}
