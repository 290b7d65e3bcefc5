using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class TradeSignerTests
{
    private readonly TradeSigner signer = new();

    private void Quoted(long micros, double bid, double ask) => signer.OnQuote(new Timestamp(micros), new Quote(bid, 1, ask, 1));

    private SignedTrade Sign(long micros, double price, Aggressor given = Aggressor.Unknown) => signer.Sign(new Timestamp(micros), new Trade(price, 1, given));

    [Theory]
    [InlineData(10.02, Aggressor.Buyer)]
    [InlineData(10.011, Aggressor.Buyer)]
    [InlineData(10.00, Aggressor.Seller)]
    public void Sign_AwayFromTheMid_IsTheNearerSide(double price, Aggressor expected)
    {
        Quoted(1, 10.00, 10.02);

        SignedTrade signed = Sign(2, price);

        Assert.Equal((expected, SignSource.Quote), (signed.Trade.Aggressor, signed.Source));
        Assert.Equal(10.01, signed.MidBefore, 12);
    }

    [Fact]
    public void Sign_AtTheMidOfDecimalPrices_IsNeverSignedByTheQuote()
    {
        for (int cents = 1_000; cents < 30_000; cents++)
        {
            signer.Reset();
            Quoted(1, cents / 100.0, (cents + 5) / 100.0);

            Assert.Equal(SignSource.Unsigned, Sign(2, (2 * cents + 5) / 200.0).Source);
        }
    }

    [Fact]
    public void Sign_QuoteOfTheSameStamp_IsNotUsed()
    {
        Quoted(1, 10.00, 10.02);
        Quoted(5, 10.02, 10.06);

        Assert.Equal(Aggressor.Buyer, Sign(5, 10.02).Trade.Aggressor);
        Assert.Equal(Aggressor.Seller, Sign(6, 10.02).Trade.Aggressor);
    }

    [Fact]
    public void Sign_SeveralQuotesOfOneStamp_UsesTheLast()
    {
        Quoted(1, 10.00, 10.02);
        Quoted(5, 10.02, 10.06);
        Quoted(5, 11.00, 11.02);

        Assert.Equal(11.01, Sign(6, 11.02).MidBefore, 12);
        Assert.Equal(10.01, Sign(5, 11.02).MidBefore, 12);
    }

    [Fact]
    public void Sign_TradeReportedLate_LooksBackToItsTime()
    {
        for (int i = 1; i <= 50; i++)
            Quoted(i * 10, i, i + 0.5);

        Assert.Equal(20.25, Sign(205, 20.5).MidBefore, 12);
        Assert.True(double.IsNaN(Sign(10, 20.5).MidBefore));
    }

    [Fact]
    public void Sign_BeyondTheTrail_FallsBackToTheTickRule()
    {
        for (int i = 1; i <= 500; i++)
            Quoted(i * 10, i, i + 0.5);
        Sign(15, 1);

        Assert.Equal(SignSource.Tick, Sign(16, 2).Source);
    }

    [Fact]
    public void Sign_AtTheMid_FollowsTheLastDifferentPrice()
    {
        Assert.Equal(SignSource.Unsigned, Sign(1, 10.00).Source);
        Assert.Equal(Aggressor.Unknown, Sign(2, 10.00).Trade.Aggressor);
        Assert.Equal((Aggressor.Buyer, SignSource.Tick), (Sign(3, 10.01).Trade.Aggressor, SignSource.Tick));
        Assert.Equal(Aggressor.Buyer, Sign(4, 10.01).Trade.Aggressor);
        Quoted(5, 10.00, 10.02);
        Assert.Equal(SignSource.Tick, Sign(6, 10.01).Source);
        Assert.Equal(Aggressor.Seller, Sign(7, 10.00).Trade.Aggressor);
        Assert.Equal(Aggressor.Buyer, Sign(8, 10.01).Trade.Aggressor);
    }

    [Fact]
    public void Sign_AggressorGiven_IsKept()
    {
        Quoted(1, 10.00, 10.02);

        SignedTrade signed = Sign(2, 10.02, Aggressor.Seller);

        Assert.Equal((Aggressor.Seller, SignSource.Given), (signed.Trade.Aggressor, signed.Source));
    }

    [Fact]
    public void Reset_ForgetsQuotesAndPrices()
    {
        Quoted(1, 10.00, 10.02);
        Sign(2, 10.02);
        signer.Reset();

        Assert.Equal(SignSource.Unsigned, Sign(3, 10.03).Source);
    }
}
