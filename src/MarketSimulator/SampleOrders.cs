using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator;

/// <summary>
/// The user's own parent orders in the sample market: drawn here, executed by the book with everybody else's. Sizes, horizons and styles are spread widely, since a model learns from what it sees:
/// the size is log-uniform in the session's volume, and so is the participation, which decides the horizon (a desk that wants more takes longer).
/// </summary>
public static class SampleOrders
{
    internal const ulong StreamKey = 1000;

    private const double SmallestAdvFraction = 3e-4;
    private const double LargestAdvFraction = 0.08;
    private const double LowestParticipation = 0.03;
    private const double HighestParticipation = 0.35;
    private const double ShortestSeconds = 60;
    private const double LongestSessionShare = 0.4;

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
        double participation = LogUniform(random, LowestParticipation, HighestParticipation);
        double room = end.SecondsSince(session.Open) - 2;
        double longest = Math.Min(LongestSessionShare * session.LengthSeconds, room);
        double horizon = Math.Round(Math.Clamp(advFraction / participation * session.LengthSeconds, Math.Min(ShortestSeconds, longest), longest));
        Timestamp arrival = session.Open.AddSeconds(1 + random.NextDouble() * (room - horizon));
        double volume = instrument.Profile.SessionVolumeLots * options.ActivityScale;
        double quantity = Math.Max(1, Math.Round(advFraction * volume)) / instrument.Profile.LotsPerUnit;
        Side side = random.NextDouble() < 0.5 ? Side.Buy : Side.Sell;
        return new OrderProfile(instrument.Instrument.Symbol, side, quantity, arrival, horizon, TakerFraction: 1);
    }

    private static double LogUniform(SeededRandom random, double from, double to) => from * Math.Exp(random.NextDouble() * Math.Log(to / from));
}
