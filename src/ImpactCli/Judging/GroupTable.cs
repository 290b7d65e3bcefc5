using System.Collections.Immutable;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Which groups of features the learned curves need, measured on the calibration orders: the splits' gain says what they use, this what they would miss.</summary>
internal static class GroupTable
{
    private const int Repeats = 3;

    /// <returns>Null when no learner has a say.</returns>
    public static ReportTable? Of(ModelArtifact artifact, FoldedOrders folds, ulong seed)
    {
        ImmutableArray<GroupLoss> slippage = Losses(artifact.Slippage), priceShift = Losses(artifact.PriceShift);
        if (slippage.IsEmpty && priceShift.IsEmpty)
            return null;
        ReportTable table = new(
            $"What the learned curves need: growth of their pinball loss on the calibration orders when a group of features is shuffled between orders (mean of {Repeats})", "features", "slippage", "price shift");
        foreach (FeatureGroup group in slippage.Concat(priceShift).Select(loss => loss.Group).Distinct())
            table.Add(group.ToString().ToLowerInvariant(), Cell(slippage, group), Cell(priceShift, group));
        return table;

        ImmutableArray<GroupLoss> Losses(TargetModel target) => GroupImportance.Of(artifact, target, folds.Calibrate, Repeats, seed, Environment.ProcessorCount);
    }

    private static string Cell(ImmutableArray<GroupLoss> losses, FeatureGroup group) =>
        losses.Any(loss => loss.Group == group) ? Figures.Percent(losses.First(loss => loss.Group == group).LossGrowth, 2) : "-";
}
