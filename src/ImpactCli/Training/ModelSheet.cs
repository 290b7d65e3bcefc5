using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactCli.Training;

/// <summary>What a reader should know of a model before trusting it.</summary>
internal static class ModelSheet
{
    public static void Write(IReport report, OpenedModel model)
    {
        ModelArtifact artifact = model.Artifact;
        ModelCard card = artifact.Card;
        report.Heading($"Model {model.Stored.Id}: {artifact.Id}");
        report.Line($"hash {artifact.Hash}, feature schema {artifact.Schema.Hash[..12]}, {artifact.Schema.Count} features");
        report.Line($"status {model.Stored.Status.ToString().ToLowerInvariant()}{(model.Stored.IsActive ? ", active" : "")}{(model.Stored is { IsActive: true, ActivatedAnyway: true } ? " anyway" : "")}");
        report.Line($"made {artifact.CreatedAt}, trained through {artifact.TrainedThrough}; an answer as of an earlier time is in sample");
        report.Line($"learner {card.Learner}, seed {card.Seed}, kinds {string.Join(", ", card.Kinds)}, instruments {SymbolList.Of([.. card.Symbols])}");
        report.Line(TrustLine.Of(card));
        report.Table(FoldTable(card));
        report.Table(LawTable(artifact));
        report.Line(VolatilityLine(artifact.Volatility));
        report.Line(TrustLine.Of(artifact.Slippage.Atom));
        report.Table(HorizonTable(artifact));
        report.Table(CalibrationTable("slippage", artifact.Slippage.Calibration));
        report.Table(CalibrationTable("price shift", artifact.PriceShift.Calibration));
        if (ImportanceTable.Of(artifact) is { } importances)
            report.Table(importances);
        report.Line(card.Scores is { } scores ? $"promotion {PromotionLine.Of(scores)}" : "never judged on a test fold");
        foreach (string warning in card.Warnings)
            report.Line($"warning: {warning}");
    }

    private static ReportTable FoldTable(ModelCard card)
    {
        ReportTable table = new("Folds", "fold", "until", "days", "orders");
        foreach ((string name, FoldSpan span) in (ReadOnlySpan<(string, FoldSpan)>)[("train", card.Train), ("calibrate", card.Calibrate), ("test", card.Test)])
            table.Add(name, span.Until?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'") ?? "-", Figures.Count(span.Days), Figures.Count(span.Orders));
        return table;
    }

    private static string VolatilityLine(VolatilityNow volatility)
    {
        double[] w = [.. volatility.Weights];
        return $"volatility in force, squared over the daily one: fast {Weight(w[0])} + {Weight(w[1])} r300 + {Weight(w[2])} r1800 + {Weight(w[3])} session + {Weight(w[4])} week + {Weight(w[5])} month, slow {Weight(w[6])} + {Weight(w[7])} session + {Weight(w[8])} week + {Weight(w[9])} month";

        static string Weight(double weight) => Figures.Number(weight, 2);
    }

    /// <summary>Which raw levels are served as the ends of the 90 % interval at the knots of the horizon, before the cells' own maps.</summary>
    private static ReportTable HorizonTable(ModelArtifact artifact)
    {
        ReportTable table = new("Calibration by horizon, before cells", "horizon s", "slippage orders", "days", "5 % from", "95 % from", "price shift orders", "days", "5 % from", "95 % from");
        for (int k = 0; k < HorizonCalibration.KnotSeconds.Length; k++)
            table.Add([Figures.Count((int)HorizonCalibration.KnotSeconds[k]), .. Cells(artifact.Slippage.Horizons.Ranges[k]), .. Cells(artifact.PriceShift.Horizons.Ranges[k])]);
        return table;

        static string[] Cells(CalibrationGroup range) =>
            [Figures.Count(range.RowCount), Figures.Count(range.DayCount), Figures.Percent(range.Levels[2]), Figures.Percent(range.Levels[^3])];
    }

    /// <summary>Which cells share a map, what it rests on, and which raw levels are served as the ends of the 90 % interval.</summary>
    private static ReportTable CalibrationTable(string target, LevelCalibration calibration)
    {
        ReportTable table = new($"Calibration of {target} (cells that share a map are joined: + )", "cells", "orders", "days", "width corrected", "place corrected", "5 % from", "95 % from");
        foreach (CalibrationGroup group in calibration.Groups)
        {
            string cells = group.Cells.Length == calibration.CellCount ? "all" : string.Join(" + ", group.Cells.Select(CalibrationCells.NameOf));
            table.Add(cells, Figures.Count(group.RowCount), Figures.Count(group.DayCount), Figures.Percent(group.WideningWeight, 0), Figures.Percent(group.ShiftWeight, 0), Raw(0.05), Raw(0.95));

            string Raw(double nominal) => Figures.Percent(calibration.RawLevel(group.Cells[0], nominal));
        }

        return table;
    }

    private static ReportTable LawTable(ModelArtifact artifact)
    {
        LawInput order = new LawInputReader(artifact.Schema).Read(artifact.ReferenceFeatures.AsSpan());
        ReportTable table = new($"Laws fitted on the training fold, at the median training order ({Figures.Percent(order.AdvFraction, 4)} of ADV, taker fraction {Figures.Number(order.TakerFraction, 2)})", "law", "slippage bps", "price shift bps");
        foreach (IImpactLaw law in artifact.Laws)
            table.Add(law.Name, Figures.Number(law.SlippageBps(order), 3), Figures.Number(law.PriceShiftBps(order), 3));
        return table;
    }
}
