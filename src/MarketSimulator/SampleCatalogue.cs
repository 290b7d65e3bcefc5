using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Flow;

namespace ImpactService.MarketSimulator;

/// <summary>The instruments of the sample market: invented names, liquidity from one-tick to thin.</summary>
internal static class SampleCatalogue
{
    private static readonly TradingCalendar newYork = TradingCalendar.Parse("09:30-16:00 America/New_York");
    private static readonly TradingCalendar berlin = TradingCalendar.Parse("09:00-17:30 Europe/Berlin");

    public static readonly IReadOnlyList<MarketProfile> Profiles =
    [
        new()
        {
            Instrument = new Instrument("OAK", newYork, "USD", 0.01, 1, 4.1e8),
            Description = "large tick, very liquid: one cent on fifteen dollars, long queues",
            TicksPerUnit = 100, OpeningPrice = 15, NewsVolatility = 0.013,
            TakerOrders = 2200, TakerSizeLots = 400, MakerHalfSpreadTicks = 0.35, MakerOrders = 5, UsualTouchInMakerOrders = 4, MakerReviewSeconds = 12,
        },
        new()
        {
            Instrument = new Instrument("ELM", newYork, "USD", 0.01, 1, 9.5e7),
            Description = "liquid mid cap: a spread of three to four cents on eighty dollars",
            TicksPerUnit = 100, OpeningPrice = 80, NewsVolatility = 0.012,
            TakerOrders = 1900, TakerSizeLots = 170, MakerHalfSpreadTicks = 1.5,
        },
        new()
        {
            Instrument = new Instrument("ASH", berlin, "EUR", 0.01, 1, 6.2e7),
            Description = "European mid cap in euro, nine to half past five in Berlin",
            TicksPerUnit = 100, OpeningPrice = 42, NewsVolatility = 0.014,
            TakerOrders = 1500, TakerSizeLots = 120, MakerHalfSpreadTicks = 1.2,
        },
        new()
        {
            Instrument = new Instrument("FIR", newYork, "USD", 0.01, 1, 3.0e7),
            Description = "small cap: five cents on twenty-five dollars",
            TicksPerUnit = 100, OpeningPrice = 25, NewsVolatility = 0.018,
            TakerOrders = 1000, TakerSizeLots = 150, MakerHalfSpreadTicks = 2.2, MakerLifeSeconds = 110, MakerReviewSeconds = 12,
        },
        new()
        {
            Instrument = new Instrument("YEW", newYork, "USD", 0.01, 1, 1.2e7),
            Description = "illiquid: a spread of twenty cents on sixty dollars, a trade a minute",
            TicksPerUnit = 100, OpeningPrice = 60, NewsVolatility = 0.02,
            TakerOrders = 400, TakerSizeLots = 100, MakerHalfSpreadTicks = 9, MakerOrders = 3, MakerLifeSeconds = 180, MakerReviewSeconds = 30,
        },
        new()
        {
            Instrument = new Instrument("ACORN-USD", TradingCalendar.RoundTheClock, "USD", 0.5, 0.001),
            Description = "crypto-like: trades round the clock, sessions are UTC days",
            TicksPerUnit = 2, LotsPerUnit = 1000, OpeningPrice = 2400, NewsVolatility = 0.026, OvernightVolatility = 0,
            TakerOrders = 2200, TakerSizeLots = 1000, MakerHalfSpreadTicks = 1.6,
        },
    ];
}
