namespace ImpactService.ImpactModels.Distribution;

/// <summary>Calibration cells in rows (liquidity buckets, ordered) and columns (strategies, ordered): cell = row·ColumnCount + column.</summary>
public readonly record struct CellGrid(int RowCount, int ColumnCount)
{
    /// <summary>Strategies differ more than neighbouring liquidity buckets do, so cells merge along liquidity first.</summary>
    private const int ColumnStep = 3;

    /// <summary>One cell for all.</summary>
    public static CellGrid Single { get; } = new(1, 1);

    public int Count => RowCount * ColumnCount;

    internal int Distance(int a, int b) =>
        Math.Abs(a / ColumnCount - b / ColumnCount) + ColumnStep * Math.Abs(a % ColumnCount - b % ColumnCount);
}
