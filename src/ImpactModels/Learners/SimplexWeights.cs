using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Weights on the simplex with the least mean pinball loss of the weighted average curve, by exponentiated gradient descent (Kivinen, Warmuth 1997): the loss is convex in the weights.
/// </summary>
internal static class SimplexWeights
{
    private const int Levels = QuantileLevels.Count;

    /// <summary>Steps fall as one over the root of their number: 400 leave weights that move in the third digit, which no loss can tell.</summary>
    private const int Steps = 400;

    /// <summary>Of the first step, in units of the largest difference between members' gradients.</summary>
    private const double FirstStep = 2;

    /// <param name="curves">[members][rows × 17]</param>
    /// <param name="targets">[rows]</param>
    /// <param name="weights">[rows]</param>
    /// <returns>[members] not negative, of sum 1: the best of all steps.</returns>
    public static double[] Fit(float[][] curves, double[] targets, double[] weights)
    {
        double[] shares = [.. curves.Select(_ => 1.0 / curves.Length)];
        double[] best = shares;
        double least = double.PositiveInfinity;
        double[] gradient = new double[curves.Length];
        for (int step = 1; step <= Steps; step++)
        {
            double loss = LossAndGradient(curves, targets, weights, shares, gradient);
            if (loss < least)
                (best, least) = ([.. shares], loss);
            double range = gradient.Max() - gradient.Min();
            if (!(range > 0))
                break;
            double lowest = gradient.Min();
            double[] moved = [.. shares.Select((share, i) => share * Math.Exp(-FirstStep / Math.Sqrt(step) * (gradient[i] - lowest) / range))];
            double sum = moved.Sum();
            shares = [.. moved.Select(share => share / sum)];
        }

        return best;
    }

    private static double LossAndGradient(float[][] curves, double[] targets, double[] weights, double[] shares, double[] gradient)
    {
        Array.Clear(gradient);
        double loss = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            for (int level = 0; level < Levels; level++)
            {
                int at = row * Levels + level;
                double blend = 0;
                for (int member = 0; member < shares.Length; member++)
                    blend += shares[member] * curves[member][at];
                double left = targets[row] - blend;
                double slope = weights[row] * (left > 0 ? -QuantileLevels.All[level] : 1 - QuantileLevels.All[level]);
                loss -= slope * left;
                for (int member = 0; member < shares.Length; member++)
                    gradient[member] += slope * curves[member][at];
            }
        }

        return loss;
    }
}
