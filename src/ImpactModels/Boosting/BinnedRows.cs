using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>Bin numbers [RowCount × FeatureCount], row-major: a row is one or two cache lines, whichever way rows are picked. Features are those of the data, then the crosses.</summary>
internal sealed class BinnedRows
{
    private const int ChunkRows = 4096;

    private BinnedRows(int rowCount, FeatureBins[] features, byte[] bins)
    {
        RowCount = rowCount;
        Features = features;
        Bins = bins;
    }

    public int RowCount { get; }

    public int FeatureCount => Features.Length;

    public FeatureBins[] Features { get; }

    public byte[] Bins { get; }

    public byte this[int row, int feature] => Bins[row * FeatureCount + feature];

    public ReadOnlySpan<byte> Row(int row) => Bins.AsSpan(row * FeatureCount, FeatureCount);

    public static BinnedRows Map(BoostingData data, FeatureBins[] features, FeatureCrosses crosses, int bins, int threads)
    {
        int ownCount = data.FeatureCount;
        FeatureBins[] all = [.. features, .. crosses.FitBins(data, bins, threads)];
        var mapped = new byte[data.RowCount * all.Length];
        ParallelChunks.For(data.RowCount, ChunkRows, threads, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                Span<byte> own = mapped.AsSpan(row * all.Length, all.Length);
                for (int feature = 0; feature < ownCount; feature++)
                    own[feature] = all[feature].BinOf(data.Feature(row, feature));
                for (int cross = 0; cross < crosses.Count; cross++)
                    own[ownCount + cross] = all[ownCount + cross].BinOf(crosses.Value(cross, own[crosses.All[cross].First], own[crosses.All[cross].Second]));
            }
        });
        return new BinnedRows(data.RowCount, all, mapped);
    }
}
