using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Separable penalised least squares (variable projection, Golub and Pereyra 1973): for given exponents the linear parameters have a bounded closed-form fit; the exponents are searched by Nelder-Mead.
/// </summary>
internal sealed class LawSolver(LawDesign design)
{
    /// <summary>Exponents are searched on at most this many rows; one Gauss-Newton step on all of them follows.</summary>
    private const int MaximumSearchRows = 8_000;

    private const int MaximumEvaluations = 200;

    private const double Tolerance = 1e-9;

    private readonly int columns = design.Columns;

    /// <summary>Fits into both arrays, which hold the start.</summary>
    public void Fit(double[] exponents, double[] linear)
    {
        if (exponents.Length > 0)
        {
            int stride = (design.RowCount + MaximumSearchRows - 1) / MaximumSearchRows;
            double[] lower = [.. design.Template.Exponents.Select(e => e.Lower)];
            double[] upper = [.. design.Template.Exponents.Select(e => e.Upper)];
            NelderMead.Minimise(phi => Loss(phi, linear, stride), exponents, lower, upper, MaximumEvaluations, Tolerance);
            if (stride > 1)
                Polish(exponents, linear, lower, upper);
        }

        Solve(Accumulate(exponents, 1), linear);
    }

    /// <summary>One Gauss-Newton step of the exponents on all rows, kept if it lowers the loss.</summary>
    private void Polish(double[] exponents, double[] linear, double[] lower, double[] upper)
    {
        Solve(Accumulate(exponents, 1), linear);
        LawLinearisation at = new(design, exponents, linear);
        at.AddPrior(at.System.Matrix, at.System.Right);
        double[] step = SymmetricSolver.Solve(at.System.Matrix, at.System.Right, at.ParameterCount);
        double[] moved = new double[exponents.Length];
        for (int e = 0; e < moved.Length; e++)
            moved[e] = Math.Clamp(exponents[e] + step[e], lower[e], upper[e]);
        if (Loss(moved, linear, 1) < Loss(exponents, linear, 1))
            moved.CopyTo(exponents, 0);
    }

    /// <summary>Penalised loss at these exponents with the best linear parameters.</summary>
    private double Loss(double[] exponents, double[] start, int stride)
    {
        NormalEquations system = Accumulate(exponents, stride);
        double[] linear = (double[])start.Clone();
        Solve(system, linear);
        double loss = system.TargetSquares + Penalty(design.Prior, linear) + Penalty(design.Template.Exponents, exponents);
        for (int i = 0; i < columns; i++)
        {
            loss -= 2 * system.Right[i] * linear[i];
            for (int j = 0; j < columns; j++)
                loss += linear[i] * system.Matrix[i * columns + j] * linear[j];
        }

        return loss;
    }

    private void Solve(NormalEquations system, double[] linear)
    {
        double[] matrix = (double[])system.Matrix.Clone();
        double[] right = (double[])system.Right.Clone();
        double[] lower = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            PriorValue prior = design.Prior[i];
            double precision = 1 / (prior.Width * prior.Width);
            matrix[i * columns + i] += precision;
            right[i] += precision * prior.Value;
            lower[i] = prior.Lower;
        }

        SymmetricSolver.SolveBounded(matrix, right, lower, linear);
    }

    /// <summary>Normal equations scaled so that they weigh as many independent rows as the sample is worth.</summary>
    private NormalEquations Accumulate(double[] exponents, int stride)
    {
        NormalEquations system = new(columns);
        Span<double> row = stackalloc double[columns];
        for (int i = 0; i < design.RowCount; i += stride)
        {
            double weight = design.SlippageEquation(i, exponents, row, out double target);
            system.Add(row, target, weight);
            weight = design.PriceShiftEquation(i, exponents, row, out target);
            if (weight > 0)
                system.Add(row, target, weight);
        }

        system.ScaleTo(design.EffectiveCount);
        return system;
    }

    private static double Penalty(IEnumerable<PriorValue> priors, double[] values) =>
        priors.Zip(values, (prior, value) => (value - prior.Value) * (value - prior.Value) / (prior.Width * prior.Width)).Sum();
}
