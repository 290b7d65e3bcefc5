using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>A position of a basket: all lines of one instrument and side together.</summary>
/// <param name="Instrument">Its row in the factors.</param>
/// <param name="Notional">Money in the basket's currency, positive.</param>
/// <param name="Slippage">Its own cost distribution, bps.</param>
public readonly record struct BasketPosition(int Instrument, Side Side, double Notional, CostDistribution Slippage);

/// <summary>The cost of all positions together.</summary>
/// <param name="Total">Distribution in bps of the gross notional.</param>
/// <param name="IndependentDeviationBps">What the standard deviation would be if nothing moved together.</param>
/// <param name="GrossNotional">Σ notional.</param>
public sealed record BasketCost(CostDistribution Total, double IndependentDeviationBps, double GrossNotional);

/// <summary>
/// Adds cost distributions whose outcomes share what moves prices: a normal copula with the correlations of a factor model of returns. A price that rises costs a buyer and saves a seller, so the level of a position is
/// Φ(s·z): long and short net. Seeded antithetic draws give the shape; the mean is the sum of means exactly. Cross-impact is not in it: each position is priced as if it were alone.
/// </summary>
public static class BasketRisk
{
    /// <summary>Pairs of mirrored draws: the 99 % quantile has 40 of the 4,096 outcomes beyond it.</summary>
    public const int Pairs = 2_048;

    /// <summary>Φ(±6) is a chance in a billion; a level must not be 0 or 1.</summary>
    private const double ScoreMax = 6;

    /// <param name="cancelled">Asked now and then; true ends the work.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <returns>Null when cancelled.</returns>
    public static BasketCost? Add(ReadOnlySpan<BasketPosition> positions, ReturnFactors factors, ulong seed, Func<bool> cancelled, Action<double> progress)
    {
        double gross = 0, mean = 0, independent = 0;
        foreach (ref readonly BasketPosition p in positions)
        {
            gross += p.Notional;
            mean += p.Notional * p.Slippage.MeanBps;
            independent += Math.Pow(p.Notional * p.Slippage.StandardDeviationBps, 2);
        }

        double[] outcomes = new double[2 * Pairs];
        SeededRandom random = new(seed);
        double[] scores = new double[factors.Count], shocks = new double[factors.FactorCount];
        for (int pair = 0; pair < Pairs; pair++)
        {
            if (pair % 64 == 0)
            {
                if (cancelled())
                    return null;
                progress((double)pair / Pairs);
            }

            Draw(factors, random, shocks, scores);
            (outcomes[2 * pair], outcomes[2 * pair + 1]) = Costs(positions, scores, gross);
        }

        CostDistribution total = EmpiricalCost.Of(outcomes);
        return new BasketCost(total.Shifted(mean / gross - total.MeanBps), Math.Sqrt(independent) / gross, gross);
    }

    private static void Draw(ReturnFactors factors, SeededRandom random, double[] shocks, double[] scores)
    {
        for (int k = 0; k < shocks.Length; k++)
            shocks[k] = random.NextNormal();
        for (int i = 0; i < scores.Length; i++)
        {
            double score = factors.OwnShares[i] * random.NextNormal();
            for (int k = 0; k < shocks.Length; k++)
                score += factors.Loadings[i * shocks.Length + k] * shocks[k];
            scores[i] = Math.Clamp(score, -ScoreMax, ScoreMax);
        }
    }

    /// <summary>A draw and its mirror image.</summary>
    private static (double Bps, double MirroredBps) Costs(ReadOnlySpan<BasketPosition> positions, double[] scores, double gross)
    {
        double cost = 0, mirrored = 0;
        foreach (ref readonly BasketPosition p in positions)
        {
            double level = NormalDistribution.Cdf(p.Side.Sign() * scores[p.Instrument]);
            double share = p.Notional / gross;
            cost += share * p.Slippage.QuantileBps(level);
            mirrored += share * p.Slippage.QuantileBps(1 - level);
        }

        return (cost, mirrored);
    }
}
