using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Second stage: adds rows into histograms. One 128-bit add per row and feature carries all four sums. Large row sets are cut in parts with a histogram each; integer sums make the parts' order irrelevant.
/// Histograms are pooled: a tree of 31 leaves reuses the same ones for all rounds.
/// </summary>
internal sealed class HistogramBuilder(BinnedRows rows, int threads)
{
    /// <summary>Fewer rows than this per part cost more in clearing and adding histograms than the second thread saves.</summary>
    private const int RowsPerPart = 8192;

    private readonly Stack<Histogram> pool = new();

    public Histogram Build(RowScores scores, ReadOnlyMemory<int> rowIds)
    {
        int parts = Math.Clamp(rowIds.Length / RowsPerPart, 1, threads);
        if (parts == 1)
        {
            Histogram only = Rent();
            Accumulate(only, scores, rowIds.Span);
            return only;
        }

        var built = new Histogram[parts];
        for (int part = 0; part < parts; part++)
            built[part] = Rent();
        int size = (rowIds.Length + parts - 1) / parts;
        ParallelChunks.For(rowIds.Length, size, threads, (part, from, to) => Accumulate(built[part], scores, rowIds.Span[from..to]));
        for (int part = 1; part < parts; part++)
        {
            built[0].Add(built[part]);
            Return(built[part]);
        }

        return built[0];
    }

    public void Return(Histogram histogram) => pool.Push(histogram);

    private Histogram Rent()
    {
        if (!pool.TryPop(out Histogram? histogram))
            return new Histogram(rows.FeatureCount);
        histogram.Clear();
        return histogram;
    }

    private void Accumulate(Histogram histogram, RowScores scores, ReadOnlySpan<int> rowIds)
    {
        int count = rows.FeatureCount;
        ref Vector128<int> sums = ref MemoryMarshal.GetArrayDataReference(histogram.Sums);
        ref byte bins = ref MemoryMarshal.GetArrayDataReference(rows.Bins);
        ref Vector128<int> first = ref MemoryMarshal.GetArrayDataReference(scores.Values);
        for (int i = 0; i < rowIds.Length; i++)
        {
            int ahead = rowIds[Math.Min(i + MemoryHint.RowsAhead, rowIds.Length - 1)];
            MemoryHint.WillRead(ref Unsafe.Add(ref bins, ahead * count));
            MemoryHint.WillRead(ref Unsafe.Add(ref first, ahead));
            int row = rowIds[i];
            Vector128<int> own = Unsafe.Add(ref first, row);
            ref byte bin = ref Unsafe.Add(ref bins, row * count);
            for (int feature = 0; feature < count; feature++)
                Unsafe.Add(ref sums, feature * Histogram.BinsPerFeature + Unsafe.Add(ref bin, feature)) += own;
        }
    }
}
