using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>One map of levels and the cells that share it.</summary>
/// <param name="Cells">More than one: cells with too few independent days were merged.</param>
/// <param name="RowCount">Outcomes it was fitted on.</param>
/// <param name="DayCount">Independent days among them (rows, where rows are independent).</param>
/// <param name="WideningWeight">Share of the observed error of width, beyond what all cells have in common, that is corrected, 0 to 1.</param>
/// <param name="ShiftWeight">The same of the error of place.</param>
/// <param name="Levels">[17] the level of the raw forecast that is served at each nominal level.</param>
public sealed record CalibrationGroup(ImmutableArray<int> Cells, int RowCount, int DayCount, double WideningWeight, double ShiftWeight, ImmutableArray<double> Levels)
{
    public bool IsMerged => Cells.Length > 1;
}
