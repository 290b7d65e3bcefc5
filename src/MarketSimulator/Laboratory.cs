using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Engine;

namespace ImpactService.MarketSimulator;

/// <summary>
/// What history cannot show: the same session with and without one more parent order. All other traders keep their intentions (random streams) and meet another book,
/// so the difference of the two mids is what the order did.
/// </summary>
public static class Laboratory
{
    private const string OrderId = "extra";

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

    private static Counterfactual With(OrderProfile order, SessionSettings settings, MidPath without)
    {
        SessionOutcome with = SessionSimulation.Run(settings with { Orders = [.. settings.Orders, new SimulatedOrder(OrderId, order)] });
        return new Counterfactual(
            order,
            with.Orders.FirstOrDefault(o => o.OrderId == OrderId),
            [.. with.Fills.Where(f => f.OrderId == OrderId)],
            without,
            MidPath.From(with.Events));
    }

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
