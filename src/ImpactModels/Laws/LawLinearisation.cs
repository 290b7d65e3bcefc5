namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// A law's equations linearised at a fit: normal equations of all parameters (exponents first) with the residuals as targets, scaled to the effective number of rows, and the scores by day.
/// </summary>
internal sealed class LawLinearisation
{
    private const double ExponentStep = 1e-4;

    private readonly LawDesign design;
    private readonly double[] exponents, linear;
    private readonly int exponentCount;

    public LawLinearisation(LawDesign design, double[] exponents, double[] linear)
    {
        this.design = design;
        this.exponents = exponents;
        this.linear = linear;
        exponentCount = exponents.Length;
        ParameterCount = exponentCount + linear.Length;
        System = new NormalEquations(ParameterCount);
        DayScores = [.. Enumerable.Range(0, Math.Max(design.BlockCount, 1)).Select(_ => new double[ParameterCount])];
        RowScores = new double[ParameterCount * ParameterCount];
        for (int i = 0; i < design.RowCount; i++)
        {
            AddRow(i, slippage: true);
            AddRow(i, slippage: false);
        }

        Factor = System.TotalWeight > 0 ? design.EffectiveCount / System.TotalWeight : 0;
        System.ScaleTo(design.EffectiveCount);
    }

    public int ParameterCount { get; }

    public NormalEquations System { get; }

    /// <summary>[days][p] Σ w·r·gradient, unscaled.</summary>
    public double[][] DayScores { get; }

    /// <summary>[p × p] Σ (w·r)²·gradient·gradient′ of single rows, unscaled.</summary>
    public double[] RowScores { get; }

    /// <summary>What scaled the system.</summary>
    public double Factor { get; }

    /// <summary>Adds the prior's precision to a matrix [p × p] and its pull from the current values to a right side, if given.</summary>
    public void AddPrior(double[] matrix, double[]? right)
    {
        int i = 0;
        foreach (PriorValue prior in design.Template.Exponents.Concat(design.Prior))
        {
            double precision = 1 / (prior.Width * prior.Width);
            matrix[i * ParameterCount + i] += precision;
            double value = i < exponentCount ? exponents[i] : linear[i - exponentCount];
            if (right is not null)
                right[i] += precision * (prior.Value - value);
            i++;
        }
    }

    private void AddRow(int i, bool slippage)
    {
        Span<double> gradient = stackalloc double[ParameterCount];
        double weight = Gradient(i, slippage, gradient, out double residual);
        if (weight == 0)
            return;
        System.Add(gradient, residual, weight);
        double[] score = DayScores[design.BlockOf(i)];
        for (int a = 0; a < ParameterCount; a++)
        {
            double own = weight * residual * gradient[a];
            score[a] += own;
            for (int b = 0; b < ParameterCount; b++)
                RowScores[a * ParameterCount + b] += own * (weight * residual * gradient[b]);
        }
    }

    /// <summary>Derivatives of one prediction by every parameter.</summary>
    private double Gradient(int i, bool slippage, Span<double> gradient, out double residual)
    {
        Span<double> columns = gradient[exponentCount..];
        double weight = Equation(i, slippage, exponents, columns, out double target);
        residual = target - LawDesign.Dot(columns, linear);
        if (weight == 0 || exponentCount == 0)
            return weight;
        Span<double> shifted = stackalloc double[exponentCount];
        exponents.CopyTo(shifted);
        for (int e = 0; e < exponentCount; e++)
        {
            shifted[e] = exponents[e] + ExponentStep;
            double up = Predict(i, slippage, shifted);
            shifted[e] = exponents[e] - ExponentStep;
            gradient[e] = (up - Predict(i, slippage, shifted)) / (2 * ExponentStep);
            shifted[e] = exponents[e];
        }

        return weight;
    }

    private double Predict(int i, bool slippage, ReadOnlySpan<double> phi)
    {
        Span<double> columns = stackalloc double[linear.Length];
        Equation(i, slippage, phi, columns, out _);
        return LawDesign.Dot(columns, linear);
    }

    private double Equation(int i, bool slippage, ReadOnlySpan<double> phi, Span<double> columns, out double target) =>
        slippage ? design.SlippageEquation(i, phi, columns, out target) : design.PriceShiftEquation(i, phi, columns, out target);
}
