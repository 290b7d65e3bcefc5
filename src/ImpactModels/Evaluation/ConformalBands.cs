using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>Coverage and width of conformalized intervals, order by order.</summary>
/// <param name="IsCovered">[interval][orders] for each of <see cref="CentralInterval.Reported"/>, bounds inclusive.</param>
/// <param name="WidthBps">[interval][orders].</param>
public sealed record ConformalScores(bool[][] IsCovered, double[][] WidthBps)
{
    /// <summary>Scores of several sets of orders, one after the other.</summary>
    public static ConformalScores Join(IReadOnlyList<ConformalScores> parts) => new(
        [.. CentralInterval.Reported.Select((_, k) => parts.SelectMany(part => part.IsCovered[k]).ToArray())],
        [.. CentralInterval.Reported.Select((_, k) => parts.SelectMany(part => part.WidthBps[k]).ToArray())]);
}

/// <summary>
/// The intervals of a model's raw slippage curve, conformalized (<see cref="ConformalInterval"/>) on its calibration fold in the learner's scaled units: one margin per interval over all names and strategies.
/// Never served; reported beside the level map, which calibrates whole curves cell by cell.
/// </summary>
public sealed class ConformalBands
{
    /// <summary>An outcome on the spread atom and a bound on it come from different sums.</summary>
    private const double AtomSlackBps = 1e-9;

    private readonly RawCurves curves;
    private readonly ImmutableArray<ConformalInterval> intervals;

    private ConformalBands(RawCurves curves, ImmutableArray<ConformalInterval> intervals) => (this.curves, this.intervals) = (curves, intervals);

    /// <param name="target">The slippage model.</param>
    /// <param name="calibration">Orders of the calibration fold, usable.</param>
    public static ConformalBands Fit(TargetModel target, LawInputReader reader, LearnerInput input, IReadOnlyList<TestOrder> calibration)
    {
        RawCurves curves = new(target, reader, input);
        double[][] lower = NewTable(calibration.Count), upper = NewTable(calibration.Count);
        double[] outcomes = new double[calibration.Count];
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            double scaleBps = curves.Write(calibration[i], curve);
            outcomes[i] = calibration[i].SlippageBps / scaleBps;
            for (int k = 0; k < lower.Length; k++)
                (lower[k][i], upper[k][i]) = (curve[CentralInterval.Reported[k].LowerIndex] / scaleBps, curve[CentralInterval.Reported[k].UpperIndex] / scaleBps);
        }

        return new ConformalBands(curves, [.. CentralInterval.Reported.Select((interval, k) => ConformalInterval.Fit(lower[k], upper[k], outcomes, interval.NominalCoverage))]);
    }

    public ConformalScores Score(IReadOnlyList<TestOrder> orders)
    {
        ConformalScores scores = new([.. CentralInterval.Reported.Select(_ => new bool[orders.Count])], NewTable(orders.Count));
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        for (int i = 0; i < orders.Count; i++)
        {
            double scaleBps = curves.Write(orders[i], curve);
            for (int k = 0; k < intervals.Length; k++)
            {
                (double lower, double upper) = (curve[CentralInterval.Reported[k].LowerIndex], curve[CentralInterval.Reported[k].UpperIndex]);
                scores.IsCovered[k][i] = intervals[k].Covers((lower - AtomSlackBps) / scaleBps, (upper + AtomSlackBps) / scaleBps, orders[i].SlippageBps / scaleBps);
                scores.WidthBps[k][i] = Math.Max(0, upper - lower + 2 * intervals[k].Margin * scaleBps);
            }
        }

        return scores;
    }

    private static double[][] NewTable(int orders) => [.. CentralInterval.Reported.Select(_ => new double[orders])];

    /// <summary>From an order's features to the curve that no calibration has touched.</summary>
    private sealed class RawCurves(TargetModel target, LawInputReader reader, LearnerInput input)
    {
        /// <returns>The scale, bps.</returns>
        public double Write(TestOrder order, Span<double> curveBps)
        {
            LawInput law = reader.Read(order.Features);
            Span<float> row = stackalloc float[input.ColumnCount];
            input.WriteRow(order.Features, row);
            target.RawCurve(law, reader.HorizonSeconds(order.Features), row, curveBps);
            return target.ScaleBps(law);
        }
    }
}
