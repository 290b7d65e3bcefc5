using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// A law and the distribution of what it leaves over: curve = law(order) + scale(order)·residual(order). The parametric rung, the base curve that learners start from, and the baseline to beat.
/// Scale and residuals do not depend on size and the law grows with it, so every level does; curves never cross.
/// </summary>
public sealed class ParametricModel
{
    public ParametricModel(IImpactLaw law, ResidualModel slippage, ResidualModel priceShift) => (Law, SlippageResidual, PriceShiftResidual) = (law, slippage, priceShift);

    public IImpactLaw Law { get; }

    public ResidualModel SlippageResidual { get; }

    public ResidualModel PriceShiftResidual { get; }

    /// <summary>Before there is data: the published law with timing risk around it.</summary>
    public static ParametricModel Published(LawKind kind) => new(ImpactLaws.Published(kind), ResidualModel.Prior, ResidualModel.Prior);

    /// <summary>Every law of <see cref="ImpactLaws.Kinds"/> with a table of residuals of its own, which is the strongest form to compete with.</summary>
    public static ParametricModel[] FitEach(IReadOnlyCollection<LawObservation> observations) =>
        [.. ImpactLaws.Kinds.Select(kind => Fit(kind, observations, ResidualCentring.Observed))];

    /// <summary>Fits the law, then what it leaves over.</summary>
    public static ParametricModel Fit(LawKind kind, IReadOnlyCollection<LawObservation> observations, ResidualCentring centring) =>
        Fit(LawCalibration.Fit(kind, observations).Law, observations, centring);

    /// <summary>Fits what a given law leaves over.</summary>
    public static ParametricModel Fit(IImpactLaw law, IEnumerable<LawObservation> observations, ResidualCentring centring)
    {
        LawRows rows = LawRows.From(observations);
        LawNoise noise = LawNoise.Of(rows, law);
        List<ResidualRow> slippage = [];
        List<ResidualRow> priceShift = [];
        foreach (LawObservation row in rows.Rows)
        {
            slippage.Add(Residual(row, (row.SlippageBps - law.SlippageBps(row.Order)) / noise.Slippage.SlippageBps(row.Order)));
            if (double.IsFinite(row.PriceShiftBps))
                priceShift.Add(Residual(row, (row.PriceShiftBps - law.PriceShiftBps(row.Order)) / noise.PriceShift.PriceShiftBps(row.Order)));
        }

        return new ParametricModel(
            law,
            new ResidualModel(noise.Slippage, ResidualTableFit.Fit(slippage, centring)),
            new ResidualModel(noise.PriceShift, ResidualTableFit.Fit(priceShift, centring)));
    }

    /// <summary>Writes the 17 quantiles of J in bps.</summary>
    public void SlippageCurve(in LawInput order, Span<double> curveBps) =>
        SlippageResidual.Curve(Law.SlippageBps(order), SlippageResidual.Scale.SlippageBps(order), order, curveBps);

    /// <summary>Writes the 17 quantiles of I in bps.</summary>
    public void PriceShiftCurve(in LawInput order, Span<double> curveBps) =>
        PriceShiftResidual.Curve(Law.PriceShiftBps(order), PriceShiftResidual.Scale.PriceShiftBps(order), order, curveBps);

    public CostDistribution Slippage(in LawInput order)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        SlippageCurve(order, curve);
        return CostDistribution.FromCurve(curve, SlippageResidual.Table.Tails);
    }

    public CostDistribution PriceShift(in LawInput order)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        PriceShiftCurve(order, curve);
        return CostDistribution.FromCurve(curve, PriceShiftResidual.Table.Tails);
    }

    public void Write(BinaryWriter writer)
    {
        ImpactLaws.Write(writer, Law);
        SlippageResidual.Write(writer);
        PriceShiftResidual.Write(writer);
    }

    public static ParametricModel Read(BinaryReader reader) => new(ImpactLaws.Read(reader), ResidualModel.Read(reader), ResidualModel.Read(reader));

    private static ResidualRow Residual(in LawObservation row, double scaled) =>
        new(ResidualAxes.LogRatio(row.Order), row.Order.TakerFraction, scaled, row.Weight, row.Block);
}
