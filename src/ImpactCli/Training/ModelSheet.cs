using ImpactService.ImpactCli.Reporting;
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

    private static ReportTable LawTable(ModelArtifact artifact)
    {
        LawInput order = new LawInputReader(artifact.Schema).Read(artifact.ReferenceFeatures.AsSpan());
        ReportTable table = new($"Laws fitted on the training fold, at the median training order ({Figures.Percent(order.AdvFraction, 4)} of ADV, taker fraction {Figures.Number(order.TakerFraction, 2)})", "law", "slippage bps", "price shift bps");
        foreach (IImpactLaw law in artifact.Laws)
            table.Add(law.Name, Figures.Number(law.SlippageBps(order), 3), Figures.Number(law.PriceShiftBps(order), 3));
        return table;
    }
}
