using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// A row's scores in fixed point, from the rank of its target among its quantiles and the width of its curve. The unit is chosen so that no sum over rows leaves 31 bits.
/// </summary>
internal sealed class RowScorer
{
    /// <summary>A curve narrower than this share of the mean width counts as this wide, so that a few rows with collapsed curves do not own the splits.</summary>
    private const float NarrowestWidth = 0.1f;

    private readonly int[] location;
    private readonly int[] scale;
    private readonly double scoreUnit;
    private readonly float narrowest;
    private readonly float curvatureUnit;

    private RowScorer(double weightSum, double meanWidth)
    {
        narrowest = meanWidth > 0 ? (float)(NarrowestWidth * meanWidth) : 1;
        scoreUnit = RowScores.SumLimit / (weightSum * SplitScores.Largest);
        curvatureUnit = (float)(RowScores.SumLimit / weightSum * Math.Sqrt(narrowest));
        location = InUnits(SplitScores.Location, scoreUnit);
        scale = InUnits(SplitScores.Scale, scoreUnit);
    }

    public static RowScorer For(BoostingData data, Residuals residuals)
    {
        double weightSum = 0;
        double widthSum = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            weightSum += data.Weight(row);
            widthSum += data.Weight(row) * Math.Max(0, ResidualKernel.Width(residuals.Row(row)));
        }

        return new RowScorer(weightSum, widthSum / weightSum);
    }

    /// <summary>
    /// Curvature is 1/√width. Newton's would be 1/width, the density at the quantile, and a first-order gain has a constant one: on the learner's benchmark (100,000 rows)
    /// the excess loss was 1.93 % with the first, 2.02 % with the second, 1.89 % in between.
    /// </summary>
    public Vector128<int> Score(int rank, float width, double weight)
    {
        float curvature = curvatureUnit / MathF.Sqrt(Math.Max(width, narrowest));
        return weight == 1
            ? Vector128.Create(location[rank], scale[rank], (int)curvature, 1)
            : Vector128.Create(
                (int)Math.Round(weight * SplitScores.Location[rank] * scoreUnit),
                (int)Math.Round(weight * SplitScores.Scale[rank] * scoreUnit),
                (int)(weight * curvature),
                1);
    }

    private static int[] InUnits(ReadOnlySpan<double> scores, double unit)
    {
        var units = new int[scores.Length];
        for (int rank = 0; rank < units.Length; rank++)
            units[rank] = (int)Math.Round(scores[rank] * unit);
        return units;
    }
}
