using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Rows to learn from and later rows to judge by, both ascending.</summary>
internal readonly record struct BlockFold(int[] Learn, int[] Judge);

/// <summary>
/// Folds for choices among learners. With blocks: the later half of the blocks in equal parts, each judged by what was learned from all blocks before it; labels do not reach across blocks,
/// so whole blocks need no further purging. Without blocks: parts at random, each judged by what was learned from the others.
/// </summary>
internal static class BlockFolds
{
    /// <returns>None where there is one block or too few rows.</returns>
    public static BlockFold[] Of(LearnerData data, int folds)
    {
        BlockFold[] all = data.Blocks is null ? AtRandom(data, folds + 1) : WalkForward(data.Blocks, folds);
        return [.. all.Where(fold => fold.Learn.Length > 0 && fold.Judge.Length > 0)];
    }

    private static BlockFold[] WalkForward(int[] blocks, int folds)
    {
        int[] sorted = [.. blocks.Distinct().Order()];
        int first = (sorted.Length + 1) / 2;
        int count = Math.Min(folds, sorted.Length - first);
        return [.. Enumerable.Range(0, count).Select(k => Split(blocks, First(k), First(k + 1)))];

        int First(int k) => k == count ? int.MaxValue : sorted[first + k * (sorted.Length - first) / count];
    }

    private static BlockFold Split(int[] blocks, int from, int until) => new(
        [.. Enumerable.Range(0, blocks.Length).Where(row => blocks[row] < from)],
        [.. Enumerable.Range(0, blocks.Length).Where(row => blocks[row] >= from && blocks[row] < until)]);

    private static BlockFold[] AtRandom(LearnerData data, int parts)
    {
        var random = new SeededRandom(data.Seed ^ 0x464F4C44UL);
        int[] part = [.. Enumerable.Range(0, data.RowCount).Select(_ => random.NextInt32(parts))];
        return [.. Enumerable.Range(0, parts).Select(k => new BlockFold(
            [.. Enumerable.Range(0, part.Length).Where(row => part[row] != k)],
            [.. Enumerable.Range(0, part.Length).Where(row => part[row] == k)]))];
    }
}
