using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Which rows are kept from training to measure it.</summary>
internal static class HeldOutRows
{
    /// <summary>Fewer rows than this on either side measure nothing: then nothing is held out.</summary>
    private const int FewestRows = 20;

    /// <summary>
    /// [rows] true for the latest whole blocks that hold at least <paramref name="share"/> of the rows, at least one block on each side; for single rows at random where there are no blocks.
    /// Labels do not reach across blocks, so whole blocks need no further purging. Null when there are too few rows or blocks.
    /// </summary>
    public static bool[]? Latest(LearnerData data, double share)
    {
        bool[]? held = data.Blocks is null ? AtRandom(data, share) : LatestBlocks(data.Blocks, share);
        int count = held?.Count(isHeld => isHeld) ?? 0;
        return count < FewestRows || data.RowCount - count < FewestRows ? null : held;
    }

    private static bool[] AtRandom(LearnerData data, double share)
    {
        var random = new SeededRandom(data.Seed ^ 0x48454C44UL);
        var held = new bool[data.RowCount];
        for (int row = 0; row < held.Length; row++)
            held[row] = random.NextDouble() < share;
        return held;
    }

    private static bool[]? LatestBlocks(int[] blocks, double share)
    {
        (int Block, int Rows)[] counts = [.. blocks.CountBy(block => block).Select(pair => (pair.Key, pair.Value)).OrderDescending()];
        if (counts.Length < 2)
            return null;
        int first = counts[0].Block;
        int rows = counts[0].Rows;
        for (int i = 1; i < counts.Length - 1 && rows < share * blocks.Length; i++)
        {
            first = counts[i].Block;
            rows += counts[i].Rows;
        }

        return [.. blocks.Select(block => block >= first)];
    }
}
