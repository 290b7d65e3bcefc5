using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactCli.Training;

/// <summary>Which features the boosted curves of a model lean on, by what their splits were worth in training.</summary>
internal static class ImportanceTable
{
    private const int Longest = 12;

    /// <returns>Null when no target has a boosted curve.</returns>
    public static ReportTable? Of(ModelArtifact artifact)
    {
        double[]? slippage = SharesOf(artifact.Slippage);
        double[]? priceShift = SharesOf(artifact.PriceShift);
        if (slippage is null && priceShift is null)
            return null;
        ReportTable table = new("What the learned part splits on: shares of the gain on rows that did not choose the splits", "feature", "slippage", "price shift");
        int[] columns = artifact.Schema.LearnerFeatures;
        foreach (int column in Enumerable.Range(0, columns.Length).OrderByDescending(Largest).Take(Longest).Where(column => Largest(column) > 0))
            table.Add(artifact.Schema.Features[columns[column]].Name, Cell(slippage, column), Cell(priceShift, column));
        return table;

        double Largest(int column) => Math.Max(slippage?[column] ?? 0, priceShift?[column] ?? 0);
    }

    private static double[]? SharesOf(TargetModel target) => target.Learner is BoostingModel boosted ? boosted.GainShares() : null;

    private static string Cell(double[]? shares, int column) => shares is null ? "-" : Figures.Percent(shares[column], 1);
}
