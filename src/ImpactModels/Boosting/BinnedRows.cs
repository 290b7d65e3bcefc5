namespace ImpactService.ImpactModels.Boosting;

/// <summary>Bin numbers [RowCount × FeatureCount], row-major: a row is one or two cache lines, whichever way rows are picked.</summary>
internal sealed class BinnedRows(int rowCount, FeatureBins[] features, byte[] bins)
{
    public int RowCount { get; } = rowCount;

    public int FeatureCount => Features.Length;

    public FeatureBins[] Features { get; } = features;

    public byte[] Bins { get; } = bins;

    public byte this[int row, int feature] => Bins[row * FeatureCount + feature];

    public ReadOnlySpan<byte> Row(int row) => Bins.AsSpan(row * FeatureCount, FeatureCount);
}
