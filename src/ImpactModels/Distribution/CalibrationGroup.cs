using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>One map of levels and the cells that share it.</summary>
/// <param name="Cells">More than one: cells with too few independent days were merged.</param>
/// <param name="RowCount">Outcomes it was fitted on.</param>
/// <param name="DayCount">Independent days among them (rows, where rows are independent).</param>
/// <param name="EvidenceWeight">Share of the observed miscalibration that is corrected, 0 (identity) to 1.</param>
/// <param name="Levels">[17] the level of the raw forecast that is served at each nominal level.</param>
public sealed record CalibrationGroup(ImmutableArray<int> Cells, int RowCount, int DayCount, double EvidenceWeight, ImmutableArray<double> Levels)
{
    public bool IsMerged => Cells.Length > 1;
}
