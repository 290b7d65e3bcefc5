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

    /// <summary>Runs a session of the market twice. The order must start and end inside the simulated part of the session.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Quantity, taker fraction or times do not fit the session.</exception>
    public static Counterfactual Counterfactual(SampleMarket market, SampleInstrument instrument, int index, OrderProfile order)
    {
        SessionSettings settings = market.Settings(instrument, index);
        Validate(order, settings);
        SessionOutcome without = SessionSimulation.Run(settings);
        SessionOutcome with = SessionSimulation.Run(settings with { Orders = [.. settings.Orders, new SimulatedOrder(OrderId, order)] });
        return new Counterfactual(
            order,
            with.Orders.FirstOrDefault(o => o.OrderId == OrderId),
            [.. with.Fills.Where(f => f.OrderId == OrderId)],
            MidPath.From(without.Events),
            MidPath.From(with.Events));
    }

    private static void Validate(OrderProfile order, SessionSettings settings)
    {
        if (!(order.Quantity > 0 && order.Quantity < 1e9))
            throw new ArgumentOutOfRangeException(nameof(order), order.Quantity, "quantity: above 0, below 1e9 units");
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
