using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Whether what was said with 90 % happened in 90 %: coverage by cell, PIT, exceedance, level by level.</summary>
internal static class CalibrationTables
{
    private const int PitBins = 10;

    /// <summary>Width of the bar of a bin that holds twice its share.</summary>
    private const int BarWidth = 40;

    public static ReportTable Cells(Judgement judgement)
    {
        LawInputReader reader = new(judgement.Artifact.Schema);
        int[] cells = [.. judgement.Orders.Select(order => CellOf(judgement.Artifact, reader, order.Features))];
        ReportTable table = new("Coverage by liquidity / strategy (cells with too few days or orders are joined: + )", "cells", "orders", "days", "covers 50 %", "80 %", "90 %", "95 %");
        foreach (CoverageGroup group in CoverageGroups.Of(CalibrationCells.Grid, cells, judgement.Result.Days, judgement.Result.Model.IsCovered, judgement.Seed))
            table.Add([string.Join(" + ", group.Cells.Select(CalibrationCells.NameOf)), Figures.Count(group.Orders), Figures.Count(group.Days), .. group.Coverage.Select(Figures.PercentInterval)]);
        return table;
    }

    /// <summary>Flat when calibrated, a bowl when too narrow, a hump when too wide.</summary>
    public static ReportTable Pit(ScoredForecasts forecasts)
    {
        PitHistogram histogram = PitHistogram.From(forecasts.Pit, PitBins);
        ReportTable table = new($"PIT of {Figures.Count(histogram.Total)} orders, largest deviation from uniform {Figures.Percent(histogram.MaximumDeviation)}", "bin", "share", "");
        for (int bin = 0; bin < PitBins; bin++)
        {
            double share = (double)histogram.Counts[bin] / Math.Max(1, histogram.Total);
            int length = (int)Math.Min(BarWidth, Math.Round(share * PitBins * BarWidth / 2));
            table.Add($"{Figures.Number((double)bin / PitBins, 1)}-{Figures.Number((bin + 1.0) / PitBins, 1)}", Figures.Percent(share), new string('#', length).PadRight(BarWidth));
        }

        return table;
    }

    public static ReportTable Exceedance(Judgement judgement)
    {
        ReportTable table = new("Exceedance: P(slippage > threshold) against what happened", "threshold bps", "happened", "said", "Brier", "reliability", "resolution", "uncertainty");
        for (int k = 0; k < ScoredForecasts.ThresholdsBps.Length; k++)
        {
            double threshold = ScoredForecasts.ThresholdsBps[k];
            double[] said = judgement.Result.Model.Exceedance[k];
            bool[] happened = [.. judgement.Result.Orders.Select(o => o.SlippageBps > threshold)];
            AddReliability(table, Figures.Number(threshold, 0), ExceedanceReliability.From(said, happened));
        }

        SpreadReliability spread = SpreadReliability.Of(judgement.Result.Estimates, [.. judgement.Result.Orders.Select(o => o.SlippageBps)]);
        AddReliability(table, "the spread", spread.More);
        AddReliability(table, "the spread, or equal", spread.AtLeast);
        return table;
    }

    public static ReportTable Levels(Judgement judgement)
    {
        ScoredForecasts best = judgement.Result.BestLaw;
        ReportTable table = new("Pinball loss by level", "level", "model bps", $"{best.Name} bps", "skill");
        for (int level = 0; level < QuantileLevels.Count; level++)
        {
            double model = MeanAt(judgement.Result.Model, level), law = MeanAt(best, level);
            table.Add(Figures.Number(QuantileLevels.All[level], 3), Figures.Number(model, 4), Figures.Number(law, 4), Figures.Percent(1 - model / law));
        }

        return table;
    }

    private static void AddReliability(ReportTable table, string threshold, ExceedanceReliability reliability)
    {
        double total = reliability.Bins.Sum(bin => bin.Count);
        table.Add(
            threshold, Figures.Percent(reliability.Bins.Sum(bin => bin.ObservedRate * bin.Count) / total), Figures.Percent(reliability.Bins.Sum(bin => bin.MeanForecast * bin.Count) / total),
            Figures.Number(reliability.BrierScore, 4), Figures.Number(reliability.Reliability, 5), Figures.Number(reliability.Resolution, 5), Figures.Number(reliability.Uncertainty, 4));
    }

    private static int CellOf(ModelArtifact artifact, LawInputReader reader, double[] features) =>
        artifact.Cells.CellOf(artifact.Volatility.Apply(reader.Read(features), reader.ReadVolatility(features)));

    private static double MeanAt(ScoredForecasts forecasts, int level) =>
        Enumerable.Range(0, forecasts.Crps.Length).Average(i => forecasts.PinballByLevel[i * QuantileLevels.Count + level]);
}
