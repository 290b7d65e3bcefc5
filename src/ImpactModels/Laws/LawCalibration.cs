using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// Fits a law to executed orders: slippage and price shift together, each divided by its noise scale (inverse-variance weights), far residuals weighted down, spread ratios beside the size terms,
/// the published values as a weak prior; standard errors by day. Too little to fit (few rows, one size, outcomes that do not vary): the published law, and why.
/// </summary>
public static class LawCalibration
{
    public const int MinimumRowCount = 10;

    /// <summary>Sizes within one per cent are one size.</summary>
    private const double OneSizeRatio = 1.01;

    /// <summary>Fit, weigh down far residuals and rescale, fit again: the second round changes little, a third nothing.</summary>
    private const int Rounds = 2;

    private static readonly ImmutableArray<string> spreadNames =
        ["slippageTakerSpread", "slippageMakerSpread", "priceShiftTakerSpread", "priceShiftMakerSpread"];

    public static FittedLaw Fit(LawKind kind, IEnumerable<LawObservation> observations)
    {
        LawRows rows = LawRows.From(observations);
        if (kind == LawKind.Constant)
            return ConstantLawFit.Fit(rows);
        string? reason = WhyNotFitted(rows);
        return reason is null ? Fit(LawTemplate.Of(kind), kind, rows) : Published(kind, rows, reason);
    }

    internal static FittedLaw Published(LawKind kind, LawRows rows, string reason) => new(kind, ImpactLaws.Published(kind), [], rows.Count, rows.BlockCount, reason);

    internal static string? WhyNotFitted(LawRows rows)
    {
        if (rows.Count < MinimumRowCount)
            return $"{rows.Count} usable orders, at least {MinimumRowCount} are needed";
        double smallest = rows.Rows.Min(row => row.Order.AdvFraction);
        if (!(rows.Rows.Max(row => row.Order.AdvFraction) > OneSizeRatio * smallest))
            return "all orders have one size";
        double first = Excess(rows.Rows[0]);
        return rows.Rows.All(row => Math.Abs(Excess(row) - first) <= NoiseScale.MinimumScaleBps) ? "outcomes do not vary" : null;
    }

    private static double Excess(in LawObservation row) => row.SlippageBps - row.Order.SpreadCostBps;

    private static FittedLaw Fit(LawTemplate template, LawKind kind, LawRows rows)
    {
        double[] exponents = [.. template.Exponents.Select(e => e.Value)];
        LawDesign design = new(template, rows, LawNoise.Of(rows, new PowerLaw { Slippage = default, PriceShift = default }));
        double[] linear = [.. design.Prior.Select(p => p.Value)];
        for (int round = 0; round < Rounds; round++)
        {
            if (round > 0)
            {
                design = new LawDesign(template, rows, LawNoise.Of(rows, design.Build(exponents, linear)));
                design.Reweight(exponents, linear);
            }

            new LawSolver(design).Fit(exponents, linear);
        }

        return new FittedLaw(kind, design.Build(exponents, linear), Parameters(design, exponents, linear), rows.Count, rows.BlockCount, null);
    }

    /// <summary>Published names and spread ratios, their errors by the delta method.</summary>
    private static ImmutableArray<LawParameter> Parameters(LawDesign design, double[] exponents, double[] linear)
    {
        double[] covariance = LawStandardErrors.Covariance(design, exponents, linear);
        double[] errors = ReportErrors.Of(design.Template, exponents, linear, covariance);
        double[] values = design.Template.Report(exponents, linear.AsSpan(0, design.Template.Coefficients.Length));
        List<LawParameter> parameters = [];
        for (int i = 0; i < values.Length; i++)
            parameters.Add(new LawParameter(design.Template.ReportNames[i], values[i], errors[i]));
        for (int i = 0; i < spreadNames.Length; i++)
            parameters.Add(Spread(i, exponents.Length + design.Template.Coefficients.Length, linear, covariance));
        return [.. parameters];
    }

    private static LawParameter Spread(int i, int first, double[] linear, double[] covariance)
    {
        ReadOnlySpan<double> exact = [SpreadTerm.ExactCost.TakerRatio, SpreadTerm.ExactCost.MakerRatio, 0, 0];
        int size = first + spreadNames.Length;
        double variance = covariance[(first + i) * size + first + i];
        return new LawParameter(spreadNames[i], exact[i] + linear[^(spreadNames.Length - i)], Math.Sqrt(variance));
    }
}
