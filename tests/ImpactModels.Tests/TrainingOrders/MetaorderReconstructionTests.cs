using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.Tests.Oracles.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class MetaorderReconstructionTests
{
    [Fact]
    public void Runs_OneTrader_AreTheMaximalSameSignRuns()
    {
        TapeIndex tape = new TapeBuilder()
            .Trade(1, 10, 1, Aggressor.Buyer)
            .Trade(2, 11, 2, Aggressor.Buyer)
            .Trade(3, 12, 9, Aggressor.Unknown)
            .Trade(4, 12, 3, Aggressor.Buyer)
            .Trade(5, 9, 4, Aggressor.Seller)
            .Trade(6, 10, 5, Aggressor.Buyer)
            .Trade(7, 9, 6, Aggressor.Seller)
            .Trade(8, 8, 2, Aggressor.Seller)
            .Index();

        List<MetaorderRun> runs = MetaorderReconstruction.Runs(tape.Trades, new MetaorderOptions { Traders = 1 }, new SeededRandom(1));

        Assert.Equal([new MetaorderRun(Side.Buy, 0, 3, 3, 6, 68), new MetaorderRun(Side.Sell, 6, 7, 2, 8, 70)], runs);
        Assert.Equal(68.0 / 6, runs[0].AveragePrice);
        Assert.Equal(3, runs[0].DurationSeconds(tape.Trades));
    }

    [Theory]
    [InlineData(3, TraderParticipation.Homogeneous, 2)]
    [InlineData(20, TraderParticipation.Homogeneous, 2)]
    [InlineData(20, TraderParticipation.PowerLaw, 3)]
    public void Runs_RandomTape_EqualTheNaiveTwinOnTheSameAssignment(int traders, TraderParticipation participation, int minimumChildren)
    {
        TradePath trades = TapeBuilder.Random(5, 2_000).Index().Trades;
        var options = new MetaorderOptions { Traders = traders, Participation = participation, MinimumChildren = minimumChildren };

        List<NaiveMetaorders.Run> expected = NaiveMetaorders.Runs(TradesOf(trades), Assignment(trades, options, new SeededRandom(9)), minimumChildren);
        List<MetaorderRun> actual = MetaorderReconstruction.Runs(trades, options, new SeededRandom(9));

        Assert.True(expected.Count > 40);
        Assert.Equal(
            expected.OrderBy(run => run.FirstTrade),
            actual.OrderBy(run => run.FirstTrade).Select(run => new NaiveMetaorders.Run(run.Side, run.FirstTrade, run.LastTrade, run.Children, run.Quantity, run.Notional)));
    }

    [Fact]
    public void Runs_MinimumDuration_DropsTheBrief()
    {
        TapeIndex tape = new TapeBuilder()
            .Trade(1, 10, 1, Aggressor.Buyer).Trade(1.5, 10, 1, Aggressor.Buyer)
            .Trade(2, 10, 1, Aggressor.Seller).Trade(5, 10, 1, Aggressor.Seller)
            .Index();

        MetaorderRun run = Assert.Single(MetaorderReconstruction.Runs(tape.Trades, new MetaorderOptions { Traders = 1, MinimumDurationSeconds = 1 }, new SeededRandom(1)));

        Assert.Equal(Side.Sell, run.Side);
    }

    /// <summary>Deals the trades as the reconstruction does: weights first, then one draw per signed trade in their order.</summary>
    private static int[] Assignment(TradePath trades, MetaorderOptions options, SeededRandom random)
    {
        TraderWeights weights = TraderWeights.Draw(options, trades.Count, random);
        return Enumerable.Range(0, trades.Count).Select(i => trades.Signs[i] == 0 ? -1 : weights.Next(random)).ToArray();
    }

    private static List<Trade> TradesOf(TradePath trades) =>
        Enumerable.Range(0, trades.Count).Select(i => new Trade(trades.Prices[i], trades.Sizes[i], (Aggressor)trades.Signs[i])).ToList();
}
