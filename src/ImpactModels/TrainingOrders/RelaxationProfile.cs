using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Mean signed shift of the mid, in daily volatilities, at multiples z of an order's run time T after its start: I(z). Published: I(z)/I(1) = z^(1 − β) − (z − 1)^(1 − β), β about 0.2 (Maitrier, Loeper,
/// Bouchaud 2025, arXiv 2503.18199). Over runs of ten or more children whose largest z lies inside the session, the same runs at every z.
/// </summary>
/// <param name="ShiftSums">[z] Σ I(z)/σ.</param>
/// <param name="Orders">Runs.</param>
/// <param name="SecondsSum">Σ T.</param>
public sealed record RelaxationProfile(ImmutableArray<double> ShiftSums, long Orders, double SecondsSum)
{
    /// <summary>Profiles over an order's life need ten children.</summary>
    public const int MinimumChildren = 10;

    /// <summary>Published for orders known by member and for reconstructed ones alike.</summary>
    public const double PublishedBeta = 0.2;

    /// <summary>z: the end of the order first, and little beyond five, where few orders fit into the session and noise grows with the root of time.</summary>
    public static ImmutableArray<double> Multiples { get; } = [1, 1.25, 1.5, 2, 3, 5];

    public static double Published(double z) => Math.Pow(z, 1 - PublishedBeta) - Math.Pow(z - 1, 1 - PublishedBeta);

    public static RelaxationProfile Sum(IEnumerable<RelaxationProfile> profiles) => profiles.Aggregate(
        new RelaxationProfile([.. Multiples.Select(_ => 0.0)], 0, 0),
        (sum, own) => new RelaxationProfile([.. sum.ShiftSums.Zip(own.ShiftSums, (a, b) => a + b)], sum.Orders + own.Orders, sum.SecondsSum + own.SecondsSum));

    /// <summary>I(z)/I(1).</summary>
    public double Ratio(int z) => ShiftSums[z] / ShiftSums[0];

    internal static RelaxationProfile Measure(TapeIndex tape, IEnumerable<MetaorderRun> runs, double dailyVolatility)
    {
        double[] sums = new double[Multiples.Length];
        long orders = 0;
        double secondsSum = 0;
        foreach (MetaorderRun run in runs)
        {
            double seconds = run.DurationSeconds(tape.Trades);
            Timestamp t0 = tape.Trades.TimeAt(run.FirstTrade);
            if (run.Children < MinimumChildren || !(seconds > 0) || t0.AddSeconds(Multiples[^1] * seconds) > tape.ObservedUntil)
                continue;
            double arrival = tape.Quotes[MetaorderGenerator.ArrivalQuote(tape, run)].Mid;
            for (int z = 0; z < sums.Length; z++)
                sums[z] += PriceLabels.ShiftBps(run.Side, tape.Quotes.MidAt(t0.AddSeconds(Multiples[z] * seconds)), arrival) / (dailyVolatility * 1e4);
            orders++;
            secondsSum += seconds;
        }

        return new RelaxationProfile([.. sums], orders, secondsSum);
    }
}
