using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.Tests.Oracles.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class PassiveFillsTests
{
    [Fact]
    public void JoinAt_VolumeReachesTheQueueAhead_FillsOnlyOnceItHasPassedIt()
    {
        TapeBuilder builder = new TapeBuilder()
            .Quote(0, 99, 101, bidSize: 10)
            .Trade(1, 99, 6, Aggressor.Seller)
            .Trade(2, 99, 4, Aggressor.Seller)
            .Trade(3, 99, 1, Aggressor.Seller);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 3, price: 99);
    }

    [Fact]
    public void JoinAt_TradesBeforeOrWithTheJoin_DoNotCount()
    {
        TapeBuilder builder = new TapeBuilder()
            .Quote(0, 99, 101, bidSize: 5)
            .Trade(1, 99, 100, Aggressor.Seller)
            .Trade(2, 99, 6, Aggressor.Seller);

        AssertFill(builder, Side.Buy, 1, fillSeconds: 2, price: 99);
    }

    [Fact]
    public void JoinAt_BuyersTrades_DoNotConsumeTheBid()
    {
        TapeBuilder builder = new TapeBuilder()
            .Quote(0, 99, 101, bidSize: 5)
            .Trade(1, 99, 100, Aggressor.Buyer)
            .Trade(2, 99, 100, Aggressor.Unknown);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 2, price: 99);
    }

    [Fact]
    public void JoinAt_TradePrintsThrough_FillsAtItsOwnPrice()
    {
        TapeBuilder builder = new TapeBuilder().Quote(0, 99, 101, bidSize: 1_000).Trade(1, 98, 1, Aggressor.Seller);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 1, price: 99);
    }

    [Fact]
    public void JoinAt_TouchMovesAway_FollowsBehindTheWholeNewQueue()
    {
        TapeBuilder builder = new TapeBuilder()
            .Quote(0, 99, 101, bidSize: 10)
            .Trade(1, 99, 10, Aggressor.Seller)
            .Quote(2, 100, 101, bidSize: 7)
            .Trade(3, 100, 7, Aggressor.Seller)
            .Trade(4, 100, 1, Aggressor.Seller);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 4, price: 100);
    }

    [Fact]
    public void JoinAt_TouchFallsBehind_IsFirstInLineThere()
    {
        TapeBuilder builder = new TapeBuilder()
            .Quote(0, 99, 101, bidSize: 10)
            .Quote(1, 98, 101, bidSize: 10)
            .Quote(2, 99, 101, bidSize: 500)
            .Trade(3, 99, 1, Aggressor.Seller);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 3, price: 99);
    }

    [Fact]
    public void JoinAt_MarketComesDownToIt_FillsWithTheQuote()
    {
        TapeBuilder builder = new TapeBuilder().Quote(0, 99, 101, bidSize: 10).Quote(1, 97, 99);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 1, price: 99);
    }

    [Fact]
    public void JoinAt_Sell_MirrorsTheBuy()
    {
        TapeBuilder builder = new TapeBuilder()
            .Quote(0, 99, 101, askSize: 10)
            .Quote(1, 99, 100, askSize: 3)
            .Trade(2, 100, 3, Aggressor.Buyer)
            .Trade(3, 100, 1, Aggressor.Seller)
            .Trade(4, 101, 1, Aggressor.Buyer);

        AssertFill(builder, Side.Sell, 0.5, fillSeconds: 4, price: 100);
    }

    [Fact]
    public void JoinAt_SizeNotPublished_NothingIsAhead()
    {
        TapeBuilder builder = new TapeBuilder().Quote(0, 99, 101, bidSize: 0).Trade(1, 99, 1, Aggressor.Seller);

        AssertFill(builder, Side.Buy, 0.5, fillSeconds: 1, price: 99);
    }

    [Fact]
    public void JoinAt_NothingTrades_NeverFills() =>
        Assert.Equal(Timestamp.MaxValue, PassiveFills.Build(new TapeBuilder().Quote(0, 99, 101).Index(), Side.Buy).JoinAt(new TapeBuilder().At(5)).Time);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void JoinAt_RandomTapes_EqualsTheEventByEventReplay(double maximumDelaySeconds)
    {
        int fills = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            TapeBuilder builder = TapeBuilder.Random(seed, 150, maximumDelaySeconds);
            foreach (Side side in new[] { Side.Buy, Side.Sell })
                fills += CompareWithTwin(builder, side);
        }

        Assert.InRange(fills, 3_000, int.MaxValue);
    }

    private static int CompareWithTwin(TapeBuilder builder, Side side)
    {
        SessionTape tape = builder.Build();
        PassiveFills fast = PassiveFills.Build(TapeIndex.Build(tape), side);
        int fills = 0;
        for (double seconds = 0; seconds < 160; seconds += 3.5)
        {
            (Timestamp Time, double Price)? expected = NaivePassiveReplay.Follow(tape, side, builder.At(seconds));
            PassiveFill actual = fast.JoinAt(builder.At(seconds));
            Assert.Equal(expected?.Time ?? Timestamp.MaxValue, actual.Time);
            Assert.Equal(expected?.Price ?? double.NaN, actual.Price);
            fills += expected is null ? 0 : 1;
        }

        return fills;
    }

    private static void AssertFill(TapeBuilder builder, Side side, double joinSeconds, double fillSeconds, double price)
    {
        PassiveFill fill = PassiveFills.Build(builder.Index(), side).JoinAt(builder.At(joinSeconds));

        Assert.Equal(builder.At(fillSeconds), fill.Time);
        Assert.Equal(price, fill.Price);
    }
}
