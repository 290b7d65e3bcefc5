using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class GroupShapleyTests
{
    [Fact]
    public void Of_GloveGame_GivesTheTextbookValues()
    {
        // Players 0 and 1 own a left glove, player 2 a right one; a pair is worth 1 (Shapley: 1/6, 1/6, 2/3).
        double[] values = [0, 0, 0, 0, 0, 1, 1, 1];

        double[] shapley = GroupShapley.Of(values);

        Assert.Equal(1.0 / 6, shapley[0], 12);
        Assert.Equal(1.0 / 6, shapley[1], 12);
        Assert.Equal(2.0 / 3, shapley[2], 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Of_AnyGame_SumsToTheWholeAndMatchesAllOrderings(int groups)
    {
        var random = new SeededRandom(7);
        double[] values = [.. Enumerable.Range(0, 1 << groups).Select(_ => random.NextNormal())];

        double[] shapley = GroupShapley.Of(values);

        Assert.Equal(values[^1] - values[0], shapley.Sum(), 10);
        if (groups <= 5)
            Assert.All(Enumerable.Range(0, groups), player => Assert.Equal(MeanMarginalOverOrderings(values, groups, player), shapley[player], 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(512)]
    public void Of_WrongNumberOfValues_Throws(int length) => Assert.Throws<ArgumentException>(() => GroupShapley.Of(new double[length]));

    private static double MeanMarginalOverOrderings(double[] values, int groups, int player)
    {
        double sum = 0;
        int count = 0;
        foreach (int[] ordering in Orderings([.. Enumerable.Range(0, groups)]))
        {
            int before = ordering.TakeWhile(p => p != player).Aggregate(0, (mask, p) => mask | (1 << p));
            sum += values[before | (1 << player)] - values[before];
            count++;
        }

        return sum / count;
    }

    private static IEnumerable<int[]> Orderings(int[] players) => players.Length == 0
        ? [[]]
        : players.SelectMany(first => Orderings([.. players.Where(p => p != first)]).Select(rest => (int[])[first, .. rest]));
}
