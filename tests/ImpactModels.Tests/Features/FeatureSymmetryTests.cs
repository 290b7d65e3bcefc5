using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>A feature that is not dimensionless, or treats the sides unlike, would tie the model to one instrument or one side.</summary>
public sealed class FeatureSymmetryTests
{
    private static readonly FeatureSchema schema = FeatureSchema.Create([]);

    /// <summary>Their unit is price or quantity, by definition.</summary>
    private static readonly string[] dimensional = ["mid_price", "adv_units"];

    private static readonly Timestamp asOf = RandomMarket.SessionNumber(1).Open.AddSeconds(2_400);

    private static double[] VectorOf(Instrument instrument, IEnumerable<SessionSummary> bars, IEnumerable<MarketEvent> events, Side side, double quantity = 700)
    {
        var engine = new FeatureEngine(instrument, schema, SessionHistory.From(bars));
        foreach (MarketEvent e in RandomMarket.InOrder(events).TakeWhile(e => e.AvailableTime <= asOf))
            engine.OnEvent(e);
        double[] vector = new double[schema.Count];
        OrderFeatures.Write(schema, engine.Snapshot(asOf), new OrderProfile(instrument.Symbol, side, quantity, asOf, 600, 0.7), vector);
        return vector;
    }

    private static MarketEvent Map(MarketEvent e, Func<double, double> price, double size, bool mirror) => e.Kind switch
    {
        MarketEventKind.Trade => MarketEvent.Of(e.EventTime, e.KnownTime, new Trade(price(e.Trade.Price), size * e.Trade.Size, mirror ? (Aggressor)(-(sbyte)e.Trade.Aggressor) : e.Trade.Aggressor)),
        MarketEventKind.Quote => MarketEvent.Of(e.EventTime, e.KnownTime, Map(e.Quote, price, size, mirror)),
        MarketEventKind.Depth => MarketEvent.Of(e.EventTime, e.KnownTime, Map(e.Depth!, price, size, mirror)),
        _ => e,
    };

    private static Quote Map(Quote q, Func<double, double> price, double size, bool mirror) => mirror
        ? new Quote(price(q.Ask), size * q.AskSize, price(q.Bid), size * q.BidSize)
        : new Quote(price(q.Bid), size * q.BidSize, price(q.Ask), size * q.AskSize);

    private static BookSnapshot Map(BookSnapshot d, Func<double, double> price, double size, bool mirror)
    {
        double[] Sizes(double[] sizes) => [.. sizes.Select(s => s * size)];
        double[] Prices(double[] prices) => [.. prices.Select(price)];
        return mirror
            ? new BookSnapshot(Prices(d.AskPrices), Sizes(d.AskSizes), Prices(d.BidPrices), Sizes(d.BidSizes))
            : new BookSnapshot(Prices(d.BidPrices), Sizes(d.BidSizes), Prices(d.AskPrices), Sizes(d.AskSizes));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void Write_PricesAndSizesInOtherUnits_LeavesDimensionlessFeatures(ulong seed)
    {
        const double PriceUnit = 8, SizeUnit = 0.25;
        List<MarketEvent> events = RandomMarket.Generate(seed, new RandomMarketOptions());
        SessionSummary[] bars = [.. RandomMarket.Bars(seed, 24)];
        SessionSummary[] otherBars = [.. bars.Select(b => b with { Open = b.Open * PriceUnit, High = b.High * PriceUnit, Low = b.Low * PriceUnit, Close = b.Close * PriceUnit, Volume = b.Volume * SizeUnit })];
        Instrument other = RandomMarket.Instrument with { TickSize = 0.01 * PriceUnit, SharesOutstanding = 1e7 * SizeUnit };

        double[] plain = VectorOf(RandomMarket.Instrument, bars, events, Side.Buy);
        double[] scaled = VectorOf(other, otherBars, events.Select(e => Map(e, p => p * PriceUnit, SizeUnit, mirror: false)), Side.Buy, 700 * SizeUnit);

        AssertSame(plain, scaled, 1e-9, dimensional);
        Assert.Equal(PriceUnit, scaled[schema.IndexOf("mid_price")] / plain[schema.IndexOf("mid_price")], 12);
        Assert.Equal(SizeUnit, scaled[schema.IndexOf("adv_units")] / plain[schema.IndexOf("adv_units")], 12);
    }

    /// <summary>
    /// Reflected about a price so high that a relative change is the same on both sides (to 1e-5): a sale in the mirror is a purchase here, feature by feature.
    /// </summary>
    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public void Write_MirroredMarketAndSide_IsTheSameVector(ulong seed)
    {
        const double Base = 1L << 30;
        List<MarketEvent> events = [.. RandomMarket.Generate(seed, new RandomMarketOptions { TroubleShare = 0 }).Select(e => Map(e, p => Base + Math.Round(p * 100), 1, mirror: false))];
        IEnumerable<MarketEvent> mirrored = events.Select(e => Map(e, p => 2 * Base - p, 1, mirror: true));
        SessionSummary[] bars = [.. RandomMarket.Bars(seed, 24)];

        double[] buy = VectorOf(RandomMarket.Instrument, bars, events, Side.Buy);
        double[] sell = VectorOf(RandomMarket.Instrument, bars, mirrored, Side.Sell);
        double[] wrong = VectorOf(RandomMarket.Instrument, bars, mirrored, Side.Buy);

        AssertSame(buy, sell, 1e-4, dimensional);
        Assert.Equal(buy[schema.IndexOf("signed_flow_60s")], -wrong[schema.IndexOf("signed_flow_60s")], 1e-9);
        Assert.Contains(schema.Features.Where(f => f.IsSideSigned).Select(f => schema.IndexOf(f.Name)), i => buy[i] is not (0 or double.NaN));
    }

    private static void AssertSame(double[] expected, double[] actual, double tolerance, string[] except)
    {
        for (int i = 0; i < schema.Count; i++)
        {
            string name = schema.Features[i].Name;
            bool same = double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Abs(expected[i]) + 1e-12;
            Assert.True(same || except.Contains(name), $"{name}: {expected[i]:R} against {actual[i]:R}");
        }
    }

    [Fact]
    public void Write_LargerQuantity_NeverLowersASizeFeature()
    {
        List<MarketEvent> events = RandomMarket.Generate(51, new RandomMarketOptions());
        SessionSummary[] bars = [.. RandomMarket.Bars(51, 24)];
        double[] small = VectorOf(RandomMarket.Instrument, bars, events, Side.Sell, 10);
        double[] large = VectorOf(RandomMarket.Instrument, bars, events, Side.Sell, 5_000);

        for (int i = 0; i < schema.Count; i++)
        {
            if (schema.SizeFeatures.Contains(i))
                Assert.True(large[i] > small[i], schema.Features[i].Name);
            else
                Assert.Equal(BitConverter.DoubleToInt64Bits(small[i]), BitConverter.DoubleToInt64Bits(large[i]));
        }
    }
}
