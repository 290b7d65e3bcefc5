using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Some of many rows: cut into equally many neighbours each, and one drawn of each cut. Every part of the data is there in its share, and no pattern that repeats every so many rows is met in step.</summary>
internal static class SpreadRows
{
    /// <returns>Increasing indices: all of them when there are no more than <paramref name="most"/>.</returns>
    public static int[] Of(int rowCount, int most, ulong seed)
    {
        if (rowCount <= most)
            return [.. Enumerable.Range(0, rowCount)];
        var random = new SeededRandom(seed);
        int[] rows = new int[most];
        for (int i = 0; i < most; i++)
        {
            int from = Cut(i);
            rows[i] = from + random.NextInt32(Cut(i + 1) - from);
        }

        return rows;

        int Cut(int i) => (int)((long)i * rowCount / most);
    }
}
