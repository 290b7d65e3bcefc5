using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class TapeIndexTests
{
    [Fact]
    public void Build_LateRow_IsPutBackWhereItHappened()
    {
        TapeIndex tape = new TapeBuilder()
            .Quote(1, 99, 101)
            .Quote(2, 100, 102, delaySeconds: 50)
            .Quote(3, 101, 103)
            .Index();

        Assert.Equal(101, tape.Quotes.MidAt(tape.Tape.Session.Open.AddSeconds(2.5)));
        Assert.Equal(102, tape.Quotes.MidAt(tape.Tape.Session.Open.AddSeconds(60)));
    }

    [Fact]
    public void Build_CrossedOrBrokenQuote_LeavesTheOneBeforeInForce()
    {
        TapeIndex tape = new TapeBuilder()
            .Quote(1, 99, 101)
            .Quote(2, 103, 102)
            .Quote(3, double.NaN, 102)
            .Quote(4, 0, 102)
            .Quote(5, 99, double.PositiveInfinity)
            .Index();

        Assert.Equal(1, tape.Quotes.Count);
        Assert.Equal(100, tape.Quotes.MidAt(tape.Tape.Session.Open.AddSeconds(9)));
    }

    [Fact]
    public void Build_LockedQuote_IsInForce() => Assert.Equal(100, new TapeBuilder().Quote(1, 100, 100).Index().Quotes.MidAt(new TapeBuilder().At(1)));

    [Fact]
    public void Build_DepthAlone_StandsInForQuotesUntilTheFirst()
    {
        TapeBuilder builder = new TapeBuilder().Depth(1, 99, 101).Quote(3, 101, 103).Depth(5, 50, 60);
        TapeIndex tape = builder.Index();

        Assert.Equal(new Quote(99, 5, 101, 7), tape.Quotes[0]);
        Assert.Equal(2, tape.Quotes.Count);
        Assert.Equal(102, tape.Quotes.MidAt(builder.At(6)));
    }

    [Fact]
    public void Build_RowsOutsideTheSession_AreNotUsed()
    {
        TapeBuilder builder = new TapeBuilder(TapeBuilder.ShortDay)
            .Quote(-1, 50, 60)
            .Trade(-1, 55, 1, Aggressor.Buyer)
            .Quote(0, 99, 101)
            .Quote(7_200, 70, 80)
            .Trade(7_200, 75, 1, Aggressor.Buyer);
        TapeIndex tape = builder.Index();

        Assert.Equal(1, tape.Quotes.Count);
        Assert.Equal(0, tape.Trades.Count);
        Assert.True(double.IsNaN(tape.Quotes.MidAt(builder.At(-0.5))));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.PositiveInfinity)]
    public void Build_TradeWithoutPriceOrSize_IsNotUsed(double price, double size) =>
        Assert.Equal(0, new TapeBuilder().Trade(1, price, size, Aggressor.Buyer).Index().Trades.Count);

    [Fact]
    public void IndexBefore_QuotesStampedAlike_ExcludesThemAll()
    {
        TapeBuilder builder = new TapeBuilder().Quote(1, 99, 101).Quote(2, 100, 102).Quote(2, 101, 103);
        TapeIndex tape = builder.Index();

        Assert.Equal(0, tape.Quotes.IndexBefore(builder.At(2)));
        Assert.Equal(2, tape.Quotes.IndexAtOrBefore(builder.At(2)));
        Assert.Equal(-1, tape.Quotes.IndexBefore(builder.At(1)));
        Assert.Equal(-1, tape.Quotes.IndexAtOrBefore(builder.At(0.999999)));
    }

    [Theory]
    [InlineData(7_140, 7_200)]
    [InlineData(7_139, 7_139)]
    [InlineData(3_000, 3_000)]
    public void ObservedUntil_ByLastEvent_IsTheCloseOnlyWhereTheTapeReachesIt(double lastEventSeconds, double expectedSeconds)
    {
        TapeBuilder builder = new TapeBuilder(TapeBuilder.ShortDay).Quote(1, 99, 101).Quote(lastEventSeconds, 99, 101);

        Assert.Equal(builder.At(expectedSeconds), builder.Index().ObservedUntil);
    }

    [Fact]
    public void WithSigns_OtherSigns_KeepsEverythingElse()
    {
        TapeIndex tape = new TapeBuilder().Quote(1, 99, 101).Trade(2, 101, 5, Aggressor.Buyer).Trade(3, 99, 6, Aggressor.Seller).Index();
        TapeIndex turned = tape.WithSigns([-1, 1]);

        Assert.Equal([-1, 1], turned.Trades.Signs.ToArray());
        Assert.Equal(tape.Trades.Sizes.ToArray(), turned.Trades.Sizes.ToArray());
        Assert.Equal(tape.ObservedUntil, turned.ObservedUntil);
        Assert.Throws<ArgumentException>(() => tape.WithSigns([1]));
    }
}
