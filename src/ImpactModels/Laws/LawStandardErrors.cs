using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Covariance of exponents and linear parameters from scores summed by day (the sandwich of Liang and Zeger 1986, times B/(B − 1)), with the prior's precision in bread and meat,
/// so that what the data do not touch keeps the prior's width. One day alone: rows count as their effective number.
/// </summary>
internal static class LawStandardErrors
{
    /// <summary>[p × p], exponents first.</summary>
    public static double[] Covariance(LawDesign design, double[] exponents, double[] linear)
    {
        LawLinearisation at = new(design, exponents, linear);
        double[] meat = design.BlockCount > 1 ? BetweenDays(at, design.BlockCount) : BetweenRows(at, design);
        double[] bread = at.System.Matrix;
        at.AddPrior(bread, null);
        at.AddPrior(meat, null);
        double[] inverse = SymmetricSolver.Inverse(bread, at.ParameterCount);
        return Multiply(Multiply(inverse, meat, at.ParameterCount), inverse, at.ParameterCount);
    }

    private static double[] BetweenRows(LawLinearisation at, LawDesign design)
    {
        double designEffect = 2 * design.RowCount / Math.Max(design.EffectiveCount, 1);
        return [.. at.RowScores.Select(score => at.Factor * at.Factor * designEffect * score)];
    }

    private static double[] BetweenDays(LawLinearisation at, int days)
    {
        int n = at.ParameterCount;
        double[] meat = new double[n * n];
        double correction = at.Factor * at.Factor * days / (days - 1);
        foreach (double[] score in at.DayScores)
        {
            for (int a = 0; a < n; a++)
            {
                for (int b = 0; b < n; b++)
                    meat[a * n + b] += correction * score[a] * score[b];
            }
        }

        return meat;
    }

    private static double[] Multiply(double[] left, double[] right, int n)
    {
        double[] product = new double[n * n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++)
                    sum += left[a * n + k] * right[k * n + b];
                product[a * n + b] = sum;
            }
        }

        return product;
    }
}
