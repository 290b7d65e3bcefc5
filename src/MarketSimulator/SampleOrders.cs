using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator;

/// <summary>
/// The user's own parent orders in the sample market: drawn here, executed by the book with everybody else's. Sizes, horizons and styles are spread widely, since a model learns from what it sees:
/// size is log-uniform in ADV, horizon log-uniform in time, limited so that no order asks for more than a share of the expected volume.
/// </summary>
public static class SampleOrders
{
    internal const ulong StreamKey = 1000;

    private const double SmallestAdvFraction = 3e-4;
    private const double LargestAdvFraction = 0.08;
    private const double ShortestSeconds = 60;
    private const double LongestSessionShare = 0.4;

    /// <summary>Quantity ÷ (rate of volume × horizon); a trader who wants more takes longer.</summary>
    private const double LargestParticipation = 0.3;

    private static readonly (string Name, double TakerFraction)[] styles =
    [
        ("aggressive", Strategies.AggressiveTakerFraction),
        ("balanced", Strategies.BalancedTakerFraction),
        ("passive", Strategies.PassiveTakerFraction),
    ];

    internal static IReadOnlyList<SimulatedOrder> Draw(SampleInstrument instrument, SampleOptions options, TradingSession session, Timestamp end, SeededRandom random)
    {
        List<SimulatedOrder> orders = [];
        for (int i = 0; i < options.OwnOrdersPerSession; i++)
        {
            SeededRandom own = random.Fork((ulong)i);
            string id = $"{instrument.Instrument.Symbol}-{session.Date:yyyyMMdd}-{i + 1}";
            (string strategy, double takerFraction) = styles[own.NextInt32(styles.Length)];
            OrderProfile profile = DrawOne(instrument, options, session, end, own) with { TakerFraction = takerFraction };
            orders.Add(new SimulatedOrder(id, profile, strategy));
        }

        return orders;
    }

    private static OrderProfile DrawOne(SampleInstrument instrument, SampleOptions options, TradingSession session, Timestamp end, SeededRandom random)
    {
        double advFraction = LogUniform(random, SmallestAdvFraction, LargestAdvFraction);
        double longest = LongestSessionShare * Math.Min(session.LengthSeconds, end.SecondsSince(session.Open) * 2);
        double shortest = Math.Min(longest, Math.Max(ShortestSeconds, advFraction / LargestParticipation * session.LengthSeconds));
        double horizon = Math.Round(LogUniform(random, shortest, longest));
        double latest = end.SecondsSince(session.Open) - horizon - 1;
        Timestamp arrival = session.Open.AddSeconds(1 + random.NextDouble() * (latest - 1));
        double volume = instrument.Profile.SessionVolumeLots * options.ActivityScale;
        double quantity = Math.Max(1, Math.Round(advFraction * volume)) / instrument.Profile.LotsPerUnit;
        Side side = random.NextDouble() < 0.5 ? Side.Buy : Side.Sell;
        return new OrderProfile(instrument.Instrument.Symbol, side, quantity, arrival, horizon, TakerFraction: 1);
    }

    private static double LogUniform(SeededRandom random, double from, double to) => from * Math.Exp(random.NextDouble() * Math.Log(to / from));
}
