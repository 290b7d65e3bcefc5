using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>One-dimensional search over the share of the two parts; their common factor has a closed form, the weighted mean of |r| over the shape.</summary>
internal sealed class NoiseScaleFit
{
    public const int MinimumRowCount = 20;

    /// <summary>More rows change the coefficients by less than a per cent.</summary>
    private const int MaximumRowCount = 20_000;

    /// <summary>√(π/2): the standard deviation of a normal variable over its mean absolute value.</summary>
    private const double DeviationOverMeanAbsolute = 1.2533141373155;

    /// <summary>Logarithm of the largest ratio of the two parts at typical values that is tried, either way.</summary>
    private const double MaximumLogRatio = 8;

    private const int GridSize = 33;

    private const int MaximumEvaluations = 60;

    private readonly double[] residuals, spreads, noises, weights;

    private NoiseScaleFit(double[] residuals, double[] spreads, double[] noises, double[] weights) =>
        (this.residuals, this.spreads, this.noises, this.weights) = (residuals, spreads, noises, weights);

    public static NoiseScale Fit(ReadOnlySpan<double> residuals, ReadOnlySpan<double> spreads, ReadOnlySpan<double> noises, ReadOnlySpan<double> weights)
    {
        if (residuals.Length < MinimumRowCount)
            return NoiseScale.Prior;
        int stride = (residuals.Length + MaximumRowCount - 1) / MaximumRowCount;
        NoiseScaleFit fit = new(Strided(residuals, stride), Strided(spreads, stride), Strided(noises, stride), Strided(weights, stride));
        return fit.Search();
    }

    private NoiseScale Search()
    {
        double typicalSpread = MeanSquare(spreads);
        double typicalNoise = MeanSquare(noises);
        if (!(typicalSpread + typicalNoise > 0))
            return NoiseScale.Prior;
        if (!(typicalSpread > 0))
            return Scaled(0, 1);
        if (!(typicalNoise > 0))
            return Scaled(1, 0);
        double[] best = [BestOnGrid(typicalSpread, typicalNoise)];
        double reach = 2 * MaximumLogRatio / (GridSize - 1);
        NelderMead.Minimise(p => Loss(1 / typicalSpread, Math.Exp(p[0]) / typicalNoise), best, [best[0] - reach], [best[0] + reach], MaximumEvaluations, 1e-9);
        return Scaled(1 / typicalSpread, Math.Exp(best[0]) / typicalNoise);
    }

    private double BestOnGrid(double typicalSpread, double typicalNoise)
    {
        double best = 0;
        double bestLoss = double.PositiveInfinity;
        for (int i = 0; i < GridSize; i++)
        {
            double logRatio = MaximumLogRatio * (2.0 * i / (GridSize - 1) - 1);
            double loss = Loss(1 / typicalSpread, Math.Exp(logRatio) / typicalNoise);
            if (loss < bestLoss)
                (best, bestLoss) = (logRatio, loss);
        }

        return best;
    }

    /// <summary>Profile likelihood per weight: ln of the common factor + mean of ln shape.</summary>
    private double Loss(double a, double b)
    {
        double logs = 0;
        double total = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            logs += weights[i] * Math.Log(Shape(a, b, i));
            total += weights[i];
        }

        return Math.Log(Math.Max(Factor(a, b), double.Epsilon)) + logs / total;
    }

    private double Factor(double a, double b)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            sum += weights[i] * (Math.Abs(residuals[i]) / Shape(a, b, i));
            total += weights[i];
        }

        return sum / total;
    }

    private NoiseScale Scaled(double a, double b)
    {
        double factor = DeviationOverMeanAbsolute * Factor(a, b);
        return new NoiseScale(factor * factor * a, factor * factor * b);
    }

    /// <summary>Floored where an order has neither spread nor horizon.</summary>
    private double Shape(double a, double b, int i) => Math.Sqrt(a * spreads[i] * spreads[i] + b * noises[i] * noises[i] + ShapeFloor);

    private const double ShapeFloor = 1e-6;

    private double MeanSquare(double[] values)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i] * values[i];
            total += weights[i];
        }

        return sum / total;
    }

    private static double[] Strided(ReadOnlySpan<double> values, int stride)
    {
        double[] picked = new double[(values.Length + stride - 1) / stride];
        for (int i = 0; i < picked.Length; i++)
            picked[i] = values[i * stride];
        return picked;
    }
}
