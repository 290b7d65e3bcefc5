using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// How far the spread atom is believed over what the curves say of it, by range of horizon, on the calibration fold, which it was not fitted to: the weight whose gain in CRPS, less one standard error of it, is largest
/// (<see cref="TrustChoice"/>). Blocks are hours of one instrument rather than days: whether the touch moved while an order filled is a matter of that book and of seconds or minutes, not of the day's path that all orders share.
/// </summary>
internal static class SpreadAtomChoice
{
    private const long MicrosPerHour = 3_600_000_000;

    private static readonly double[] weights = [0, 0.25, 0.5, 0.75, 1];

    /// <param name="rows">Calibration orders.</param>
    /// <param name="known">[n] which of them have the target.</param>
    /// <param name="curves">[n × 17] raw.</param>
    public static LearnedTrust Choose(SpreadAtomModel atom, TrainingRows rows, int[] known, double[] curves, LearnerInput input)
    {
        TrustChoice choice = new(weights);
        Dictionary<(string Symbol, long Hour), int> blocks = [];
        float[] row = new float[input.ColumnCount];
        for (int i = 0; i < known.Length; i++)
        {
            int order = known[i];
            (string Symbol, long Hour) hour = (rows.Orders[order].Symbol, rows.Orders[order].T0.UnixMicros / MicrosPerHour);
            if (!blocks.TryGetValue(hour, out int block))
                blocks.Add(hour, block = blocks.Count);
            input.WriteRow(rows.Orders[order].Features, row);
            double[] losses = choice.LossesOf(LearnedTrust.RangeOf(rows.Orders[order].HorizonSeconds), block);
            Add(losses, rows.Inputs[order], TargetCalibration.CurveAt(curves, i), atom.Probabilities(row), rows.Orders[order].SlippageBps, rows.Weights[order]);
        }

        return choice.Choose();
    }

    private static void Add(double[] losses, in LawInput order, ReadOnlySpan<double> curveBps, LevelRange own, double slippageBps, double evidence)
    {
        for (int w = 0; w < losses.Length; w++)
        {
            PointMass? mass = weights[w] > 0 ? SpreadAtomModel.Blend(order, curveBps, own, weights[w]) : null;
            losses[w] += evidence * TargetModel.Distribution(curveBps, TargetModel.RawTails, mass).Crps(slippageBps);
        }
    }
}
