using System.Collections.Immutable;
using ImpactService.ImpactModels.Execution;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class ScenarioRankingTests
{
    [Fact]
    public void Rank_TypedOutWays_OrdersByMeanPlusWeightedRisk()
    {
        ScenarioFigures[] ways = [new(8, 10), new(5, 30), new(6, 40), new(4, 60)];
        ImmutableArray<RankedScenario> neutral = ScenarioRanking.Rank(ways, 0);
        Assert.Equal([4, 2, 3, 1], neutral.Select(r => r.Rank));
        ImmutableArray<RankedScenario> averse = ScenarioRanking.Rank(ways, 0.5);
        Assert.Equal([13.0, 20, 26, 34], averse.Select(r => r.ScoreBps));
        Assert.Equal([1, 2, 3, 4], averse.Select(r => r.Rank));
        Assert.Equal([true, true, false, true], averse.Select(r => r.IsNonDominated));
    }

    [Fact]
    public void Rank_EqualWays_ShareARankAndDominateNeither()
    {
        ImmutableArray<RankedScenario> ranks = ScenarioRanking.Rank([new(5, 10), new(5, 10), new(5, 11)], 1);
        Assert.Equal([1, 1, 3], ranks.Select(r => r.Rank));
        Assert.Equal([true, true, false], ranks.Select(r => r.IsNonDominated));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Rank_BadWeight_Throws(double weight) => Assert.Throws<ArgumentOutOfRangeException>(() => ScenarioRanking.Rank([new(1, 1)], weight));
}
