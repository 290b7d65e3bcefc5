using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>Orders of one kind: size and taker fraction down, horizon across.</summary>
internal static class CensusTable
{
    public static ReportTable Of(TrainingOrderKind kind, CensusCount total, IReadOnlyList<CensusCell> cells)
    {
        CensusAxis horizon = CensusAxis.HorizonSeconds;
        string title = $"{KindNames.Of(kind)}: {Figures.Count(total.Orders)} orders, price shift missing for {Figures.Percent(total.MissingPriceShiftShare)} (the session ends before the lag has passed)";
        ReportTable table = new(title, [CensusAxis.AdvFraction.Name, CensusAxis.TakerFraction.Name, .. horizon.Labels, "all"]);
        foreach (var row in cells.Where(cell => cell.Kind == kind).GroupBy(cell => (cell.SizeBucket, cell.TakerBucket)))
        {
            IEnumerable<int> counts = horizon.Labels.Select((_, h) => row.Where(cell => cell.HorizonBucket == h).Sum(cell => cell.Count.Orders));
            table.Add([CensusAxis.AdvFraction.Labels[row.Key.SizeBucket], CensusAxis.TakerFraction.Labels[row.Key.TakerBucket], .. counts.Select(c => Figures.Count(c)), Figures.Count(row.Sum(c => c.Count.Orders))]);
        }

        return table;
    }
}
