using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>What a model is about to see, before it is trained: orders by kind and bucket, folds, traders, and what was left out.</summary>
internal static class OrderReport
{
    public static void Write(IReport report, PreparedOrders prepared)
    {
        report.Heading("Training orders");
        TrainingOrderCensus census = new(prepared.Set.Schema);
        foreach (TrainingOrder order in prepared.Set.Orders)
            census.Add(order);
        foreach (KeyValuePair<TrainingOrderKind, CensusCount> kind in census.Kinds)
            report.Table(CensusTable.Of(kind.Key, kind.Value, census.Cells));
        report.Table(FoldTable(prepared));
        if (!prepared.Set.TraderChoices.IsEmpty)
            WriteTraders(report, prepared.Set);
        WriteLeftOut(report, prepared.Set);
    }

    private static void WriteTraders(IReport report, TrainingOrderSet set)
    {
        report.Table(TraderTable.Of(set.TraderChoices));
        report.Line("N is the number of synthetic traders that metaorders are rebuilt with; I = c hs + Y sigma (Q/V)^gamma at lag 0, V = ADV, runs of 2 or more children, training sessions only. gamma falls with N: it is no forecast.");
    }

    private static ReportTable FoldTable(PreparedOrders prepared)
    {
        FoldPlan plan = prepared.Plan.Folds;
        ReportTable table = new($"Folds ({Figures.Count(prepared.Folds.PurgedCount)} orders purged: their label crosses a boundary)", "fold", "until", "days", "orders");
        Add("train", plan.TrainUntil.ToString(), prepared.Folds.Train);
        Add("calibrate", plan.CalibrateUntil.ToString(), prepared.Folds.Calibrate);
        Add("test", plan.TestUntil.ToString(), prepared.Folds.Test);
        return table;

        void Add(string name, string until, IReadOnlyList<TrainingOrder> orders) =>
            table.Add(name, until, Figures.Count(orders.Select(o => o.SessionDate).Distinct().Count()), Figures.Count(orders.Count));
    }

    private static void WriteLeftOut(IReport report, TrainingOrderSet set)
    {
        if (!set.LeftOut.IsEmpty)
            report.Line($"left out: {string.Join(", ", set.LeftOut.Select(gap => $"{gap.Key} {Figures.Count(gap.Value)}"))}");
        if (!set.OwnRejections.IsEmpty)
            report.Line($"own orders rejected: {string.Join(", ", set.OwnRejections.Select(reason => $"{reason.Key} {Figures.Count(reason.Value)}"))}");
    }
}
