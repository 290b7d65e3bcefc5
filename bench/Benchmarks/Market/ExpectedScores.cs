using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Market;

/// <summary>
/// Expected CRPS of each forecaster of one question (both sides), over the futures of its state; and of two that nobody can be, by the unbiased form ½E|X − X′| over pairs of different futures.
/// </summary>
/// <param name="OmniscientBps">Knows the whole state of the market, every hidden plan, and the law of all that is random: no forecast has a lower expected score.</param>
/// <param name="LawsBps">[laws].</param>
/// <param name="SidelessBps">The same, but not which side it is asked for: it knows how much the price will move, and not whether for or against the order.</param>
internal sealed record ExpectedScores(FutureOrder Order, double ModelBps, double[] LawsBps, double OmniscientBps, double SidelessBps, double TrueMeanBps, double ModelMeanBps, double[] LawMeansBps, double Covered90, double AdvFraction)
{
    private static readonly CentralInterval interval90 = CentralInterval.Reported.Single(interval => interval.NominalCoverage == 0.9);

    public static ExpectedScores Of(FutureOrder order, ImpactEstimator model, ParametricModel[] laws, LawInputReader reader)
    {
        CostDistribution[] ours = [.. order.FeatureVectors.Select(vector => model.Estimate(vector).Slippage)];
        CostDistribution[][] theirs = [.. laws.Select(law => order.FeatureVectors.Select(vector => law.Slippage(reader.Read(vector))).ToArray())];
        return new ExpectedScores(
            order,
            Expected(ours, order.CostsBps),
            [.. theirs.Select(law => Expected(law, order.CostsBps))],
            order.CostsBps.Average(costs => HalfSpreadOf(costs, costs)),
            new[] { 0, 1 }.SelectMany(side => new[] { 0, 1 }.Select(other => HalfSpreadOf(order.CostsBps[side], order.CostsBps[other]))).Average(),
            order.CostsBps.Average(costs => costs.Average()),
            ours.Average(d => d.MeanBps),
            [.. theirs.Select(law => law.Average(d => d.MeanBps))],
            ours.Zip(order.CostsBps, Covered).Average(),
            reader.Read(order.FeatureVectors[0]).AdvFraction);
    }

    private static double Expected(CostDistribution[] forecasts, double[][] costs) => forecasts.Zip(costs, (forecast, outcomes) => outcomes.Average(forecast.Crps)).Average();

    /// <summary>½E|X − X′| over pairs of different futures.</summary>
    private static double HalfSpreadOf(double[] costs, double[] others)
    {
        double sum = 0;
        for (int f = 0; f < costs.Length; f++)
        {
            for (int g = 0; g < others.Length; g++)
                sum += f == g ? 0 : Math.Abs(costs[f] - others[g]);
        }

        return 0.5 * sum / (costs.Length * (costs.Length - 1));
    }

    private static double Covered(CostDistribution forecast, double[] outcomes)
    {
        double[] curve = new double[QuantileLevels.Count];
        forecast.CopyCurve(curve);
        return outcomes.Average(outcome => interval90.Covers(curve, outcome) ? 1.0 : 0);
    }
}
