using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator;

/// <summary>
/// What history cannot show. The same session with and without one more parent order: all other traders keep their intentions (random streams) and meet another book,
/// so the difference of the two mids is what the order did. And the same past with other futures: what a forecaster who knows the whole state of the market, hidden plans included, could still not know.
/// </summary>
public static class Laboratory
{
    /// <summary>Of the order that is added to a session.</summary>
    public const string OrderId = "extra";

    /// <summary>Far beyond any book, and safe in 32 bits.</summary>
    private const double MostLots = 1e9;

    /// <summary>Runs a session of the market twice. The order must start and end inside the simulated part of the session.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Quantity, taker fraction or times do not fit the session.</exception>
    public static Counterfactual Counterfactual(SampleMarket market, SampleInstrument instrument, int index, OrderProfile order) =>
        Counterfactuals(market, instrument, index, [order])[0];

    /// <summary>Runs a session once as it was and once with each of the orders alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Quantity, taker fraction or times of an order do not fit the session.</exception>
    public static IReadOnlyList<Counterfactual> Counterfactuals(SampleMarket market, SampleInstrument instrument, int index, IReadOnlyList<OrderProfile> orders)
    {
        SessionSettings settings = market.Settings(instrument, index);
        foreach (OrderProfile order in orders)
            Validate(order, settings);
        MidPath without = MidPath.From(SessionSimulation.Run(settings).Events);
        return [.. orders.Select(order => With(order, settings, without))];
    }

    /// <summary>
    /// A session that shares with the market's own everything before <paramref name="from"/> and the state in which that left all traders (their plans, stocks and resting orders), and none of the random numbers
    /// drawn later. Futures of different keys and the market's own session are draws of one distribution.
    /// </summary>
    /// <param name="until">Where to stop; the session's end stops it too.</param>
    /// <param name="key">Same key, same future.</param>
    /// <param name="order">One more parent order to be worked (<see cref="OrderId"/>), arriving at <paramref name="from"/> or later.</param>
    /// <exception cref="ArgumentOutOfRangeException">The times, or quantity or taker fraction of the order, do not fit the session.</exception>
    public static SampleSession Future(SampleMarket market, SampleInstrument instrument, int index, Timestamp from, Timestamp until, ulong key, OrderProfile? order = null)
    {
        SessionSettings settings = market.Settings(instrument, index);
        if (from < settings.Session.Open || from >= settings.End || until <= from)
            throw new ArgumentOutOfRangeException(nameof(from), from, $"from and until: inside {settings.Session.Open} to {settings.End}, one after the other");
        settings = settings with { End = until < settings.End ? until : settings.End, Divergence = new Divergence(from, key) };
        if (order is { } extra)
        {
            Validate(extra, settings);
            if (extra.ArrivalTime < from)
                throw new ArgumentOutOfRangeException(nameof(order), extra.ArrivalTime, $"arrival: {from} or later, the past is shared");
            settings = Adding(extra, settings);
        }

        return SampleSession.Of(instrument, index, settings, SessionSimulation.Run(settings));
    }

    private static Counterfactual With(OrderProfile order, SessionSettings settings, MidPath without)
    {
        SessionOutcome with = SessionSimulation.Run(Adding(order, settings));
        return new Counterfactual(
            order,
            with.Orders.FirstOrDefault(o => o.OrderId == OrderId),
            [.. with.Fills.Where(f => f.OrderId == OrderId)],
            without,
            MidPath.From(with.Events));
    }

    private static SessionSettings Adding(OrderProfile order, SessionSettings settings) => settings with { Orders = [.. settings.Orders, new SimulatedOrder(OrderId, order)] };

    private static void Validate(OrderProfile order, SessionSettings settings)
    {
        double lots = order.Quantity * settings.Profile.LotsPerUnit;
        if (!(lots > 0 && lots <= MostLots))
            throw new ArgumentOutOfRangeException(nameof(order), order.Quantity, $"quantity: above 0, at most {MostLots:N0} lots");
        if (!(order.TakerFraction >= 0 && order.TakerFraction <= 1))
            throw new ArgumentOutOfRangeException(nameof(order), order.TakerFraction, "taker fraction: 0 to 1");
        if (!(order.HorizonSeconds >= 0) || order.ArrivalTime < settings.Session.Open || order.EndTime >= settings.End)
            throw new ArgumentOutOfRangeException(nameof(order), order.ArrivalTime, $"arrival to end: inside {settings.Session.Open} to {settings.End}");
    }
}

/// <summary>
/// A parent order and the market with and without it. <see cref="Executed"/> is null when nothing could be done.
/// </summary>
public sealed record Counterfactual(OrderProfile Order, ParentOrder? Executed, IReadOnlyList<Fill> Fills, MidPath Without, MidPath With)
{
    /// <summary>True impact at a time: s·(mid with − mid without)/(mid without at arrival)·10⁴, free of news and of everybody else's orders as far as these did not change.</summary>
    public double ImpactBps(Timestamp time) => Order.Side.Sign() * (With.At(time) - Without.At(time)) / Without.At(Order.ArrivalTime) * 1e4;
}
