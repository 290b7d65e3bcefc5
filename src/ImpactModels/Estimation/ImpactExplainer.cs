using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>Why the mean slippage is what it is; the terms add up to it.</summary>
public sealed record Explanation(double MeanBps, ImmutableArray<Contribution> Contributions);

public sealed record Contribution(string Term, double Bps);

/// <summary>
/// Mean slippage = spread cost + law + reference + one exact Shapley value for each feature group + calibration. The game: v(S) is the mean before calibration when the features of the groups in S are the
/// order's and the others those of the median training order; spread, law and scale stay the order's own. On the parametric rung there is nothing learned to share out.
/// </summary>
internal static class ImpactExplainer
{
    private static readonly FeatureGroup[] groups = Enum.GetValues<FeatureGroup>();

    public static Explanation Explain(ModelArtifact artifact, in LawInput order, double horizonSeconds, ReadOnlySpan<double> features, LearnerInput input, double finalMeanBps)
    {
        double[] values = CoalitionValues(artifact, order, horizonSeconds, features, input);
        double[] shapley = GroupShapley.Of(values);
        double lawMeanBps = artifact.Parametric.Slippage(order).MeanBps;
        return new Explanation(
            finalMeanBps,
            [
                new Contribution("spreadCost", order.SpreadCostBps),
                new Contribution("law", lawMeanBps - order.SpreadCostBps),
                new Contribution("reference", values[0] - lawMeanBps),
                .. groups.Select((group, i) => new Contribution(Lower(group.ToString()), shapley[i])),
                new Contribution("calibration", finalMeanBps - values[^1]),
            ]);
    }

    /// <summary>Spread, law at the largest well-known size, the size law from there on, and how far the parametric answer lies from them.</summary>
    public static Explanation ExplainParametric(in LawInput order, in LawInput seen, in LawInput supported, TargetModel slippage, double finalMeanBps)
    {
        double lawMeanBps = slippage.LawMeanBps(supported);
        double beyondBps = slippage.GrowthBps(supported, seen);
        return new Explanation(
            finalMeanBps,
            [
                new Contribution("spreadCost", order.SpreadCostBps),
                new Contribution("law", lawMeanBps - order.SpreadCostBps),
                new Contribution("sizeBeyondSupport", beyondBps),
                new Contribution("calibration", finalMeanBps - beyondBps - lawMeanBps),
            ]);
    }

    private static double[] CoalitionValues(ModelArtifact artifact, in LawInput order, double horizonSeconds, ReadOnlySpan<double> features, LearnerInput input)
    {
        double[] values = new double[1 << groups.Length];
        Span<double> mixed = stackalloc double[features.Length];
        Span<float> row = stackalloc float[input.ColumnCount];
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        for (int mask = 0; mask < values.Length; mask++)
        {
            for (int i = 0; i < mixed.Length; i++)
                mixed[i] = (mask >> (int)artifact.Schema.Features[i].Group & 1) == 1 ? features[i] : artifact.ReferenceFeatures[i];
            input.WriteRow(mixed, row);
            artifact.Slippage.RawCurve(order, horizonSeconds, row, curve);
            values[mask] = CostDistribution.FromCurve(curve, artifact.Slippage.Tails).MeanBps;
        }

        return values;
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
