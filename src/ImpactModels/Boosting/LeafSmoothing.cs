using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Takes noise out of a leaf's 17 quantiles, which were found one by one. Level by level they are drawn towards zero by m/(m + shrinkage), m = nτ(1−τ) the effective number of rows at the level;
/// then what a common shift and widening of the mean curve does not explain is drawn in by m/(m + smoothing): outer levels, with few rows beyond them, follow the inner ones,
/// and the more rows a leaf has the more its own shape counts.
/// </summary>
internal sealed class LeafSmoothing
{
    private const int Levels = QuantileLevels.Count;
    private const int LowerQuartile = 5;
    private const int UpperQuartile = 11;

    private readonly double[] shape;
    private readonly double[] weights = NormalWeights();
    private readonly double shrinkage;
    private readonly double smoothing;

    /// <param name="meanCurve">[17] whose shape a widening follows; normal quantiles stand in for a curve without width.</param>
    /// <param name="shrinkage">Rows.</param>
    /// <param name="smoothing">Rows.</param>
    public LeafSmoothing(ReadOnlySpan<double> meanCurve, double shrinkage, double smoothing)
    {
        this.shrinkage = shrinkage;
        this.smoothing = smoothing;
        shape = ShapeOf(meanCurve);
    }

    /// <param name="quantiles">[17] of one leaf, replaced.</param>
    /// <param name="rowCount">Rows they were found from; positive.</param>
    public void Apply(Span<float> quantiles, int rowCount)
    {
        for (int level = 0; level < Levels; level++)
            quantiles[level] = (float)(quantiles[level] * Trust(rowCount, level, shrinkage));
        if (smoothing == 0)
            return;
        (double shift, double widening) = Fit(quantiles);
        for (int level = 0; level < Levels; level++)
        {
            double fit = shift + widening * shape[level];
            quantiles[level] = (float)(fit + (quantiles[level] - fit) * Trust(rowCount, level, smoothing));
        }
    }

    private static double Trust(int rowCount, int level, double rows)
    {
        double tau = QuantileLevels.All[level];
        double effective = rowCount * tau * (1 - tau);
        return effective / (effective + rows);
    }

    /// <summary>Weighted least squares on (1, shape).</summary>
    private (double Shift, double Widening) Fit(ReadOnlySpan<float> quantiles)
    {
        double w = 0, x = 0, xx = 0, y = 0, xy = 0;
        for (int level = 0; level < Levels; level++)
        {
            w += weights[level];
            x += weights[level] * shape[level];
            xx += weights[level] * shape[level] * shape[level];
            y += weights[level] * quantiles[level];
            xy += weights[level] * quantiles[level] * shape[level];
        }

        double widening = (w * xy - x * y) / (w * xx - x * x);
        return ((y - widening * x) / w, widening);
    }

    private static double[] ShapeOf(ReadOnlySpan<double> curve)
    {
        double width = curve[UpperQuartile] - curve[LowerQuartile];
        var shape = new double[Levels];
        for (int level = 0; level < Levels; level++)
            shape[level] = width > 0 ? (curve[level] - curve[QuantileLevels.MedianIndex]) / width : NormalDistribution.Quantile(QuantileLevels.All[level]);
        return shape;
    }

    /// <summary>Inverse variances of the sample quantiles of a normal sample, φ(z)²/τ(1−τ).</summary>
    private static double[] NormalWeights()
    {
        var weights = new double[Levels];
        for (int level = 0; level < Levels; level++)
        {
            double tau = QuantileLevels.All[level];
            double z = NormalDistribution.Quantile(tau);
            weights[level] = Math.Exp(-z * z) / (tau * (1 - tau));
        }

        return weights;
    }
}
