namespace ImpactService.DataAccess.Stores;

/// <summary>A value and the row of its file that it came from, counted from 1.</summary>
public readonly record struct SourceRow<T>(long RowNumber, T Value);
