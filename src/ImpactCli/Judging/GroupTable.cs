using System.Collections.Immutable;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Which groups of features the learned curves need, measured on the calibration orders, beside the gain of the splits, which says what they use.</summary>
internal static class GroupTable
{
    public const int DefaultRepeats = 3;

    /// <param name="repeats">Shufflings that are averaged.</param>
    /// <param name="seed">Of the shufflings.</param>
    /// <returns>Null when no learner has a say.</returns>
    public static ReportTable? Of(ModelArtifact artifact, FoldedOrders folds, int repeats, ulong seed)
    {
        ImmutableArray<GroupLoss> slippage = Losses(artifact.Slippage), priceShift = Losses(artifact.PriceShift);
        if (slippage.IsEmpty && priceShift.IsEmpty)
            return null;
        ReportTable table = new(
            $"What the learned curves need: growth of their pinball loss on the calibration orders when a group of features is shuffled between orders (mean of {repeats}), beside the group's share of the gain in training",
            "features", "slippage", "its gain", "price shift", "its gain");
        foreach (FeatureGroup group in slippage.Concat(priceShift).Select(loss => loss.Group).Distinct())
            table.Add([group.ToString().ToLowerInvariant(), .. Cells(slippage, group), .. Cells(priceShift, group)]);
        return table;

        ImmutableArray<GroupLoss> Losses(TargetModel target) => GroupImportance.Of(artifact, target, folds.Calibrate, repeats, seed, Environment.ProcessorCount);
    }

    private static string[] Cells(ImmutableArray<GroupLoss> losses, FeatureGroup group)
    {
        foreach (GroupLoss loss in losses.Where(loss => loss.Group == group))
            return [Figures.Percent(loss.LossGrowth, 2), Figures.Percent(loss.GainShare)];
        return ["-", "-"];
    }
}
