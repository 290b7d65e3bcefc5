namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Stable sort of row numbers by few keys: every chunk counts its keys, a running sum gives each chunk its place under each key, every chunk writes there.
/// The order does not depend on the number of threads.
/// </summary>
internal sealed class RowSort(int capacity, int threads)
{
    private const int ChunkRows = 1 << 14;

    private readonly ushort[] keys = new ushort[capacity];

    /// <summary>Writes the keys of these rows.</summary>
    public delegate void KeyWriter(ReadOnlySpan<int> rows, Span<ushort> keys);

    /// <param name="rows">What to sort.</param>
    /// <param name="sorted">Receives them; not the same memory.</param>
    /// <param name="keyCount">Keys are below it.</param>
    /// <param name="keysOf">Called for parts of the rows, on several threads.</param>
    /// <returns>[keyCount + 1] where the rows of each key start.</returns>
    public int[] Sort(ReadOnlyMemory<int> rows, Memory<int> sorted, int keyCount, KeyWriter keysOf)
    {
        int chunks = ParallelChunks.Count(rows.Length, ChunkRows);
        var places = new int[chunks * keyCount];
        ParallelChunks.For(rows.Length, ChunkRows, threads, (chunk, from, to) =>
        {
            Span<ushort> own = keys.AsSpan(from, to - from);
            keysOf(rows.Span[from..to], own);
            Span<int> counts = places.AsSpan(chunk * keyCount, keyCount);
            foreach (ushort key in own)
                counts[key]++;
        });
        int[] starts = ToPlaces(places, chunks, keyCount);
        ParallelChunks.For(rows.Length, ChunkRows, threads, (chunk, from, to) =>
            Scatter(rows.Span[from..to], keys.AsSpan(from, to - from), places.AsSpan(chunk * keyCount, keyCount), sorted.Span));
        return starts;
    }

    private static void Scatter(ReadOnlySpan<int> rows, ReadOnlySpan<ushort> keys, Span<int> places, Span<int> sorted)
    {
        for (int i = 0; i < rows.Length; i++)
            sorted[places[keys[i]]++] = rows[i];
    }

    /// <summary>Counts become places: key after key, within a key chunk after chunk.</summary>
    private static int[] ToPlaces(int[] counts, int chunks, int keyCount)
    {
        var starts = new int[keyCount + 1];
        int next = 0;
        for (int key = 0; key < keyCount; key++)
        {
            starts[key] = next;
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                ref int count = ref counts[chunk * keyCount + key];
                (count, next) = (next, next + count);
            }
        }

        starts[keyCount] = next;
        return starts;
    }
}
