namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Work cut into chunks whose borders depend only on the amount of work, never on the number of threads: what a chunk computes is the same on any machine,
/// and sums over chunks are taken in chunk order. Threads block when they have nothing to do, they do not spin.
/// </summary>
public static class ParallelChunks
{
    /// <summary>Calls <paramref name="body"/>(chunk, from, to) for each chunk of <paramref name="count"/> items.</summary>
    public static void For(int count, int chunkSize, int threads, Action<int, int, int> body)
    {
        int chunks = Count(count, chunkSize);
        if (threads <= 1 || chunks <= 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
                body(chunk, chunk * chunkSize, Math.Min(count, (chunk + 1) * chunkSize));
            return;
        }

        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads },
            chunk => body(chunk, chunk * chunkSize, Math.Min(count, (chunk + 1) * chunkSize)));
    }

    public static int Count(int count, int chunkSize) => (count + chunkSize - 1) / chunkSize;
}
