using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>A maximal run of same-sign trades of one synthetic trader inside one session. Trades are named by their index in the session's <see cref="TradePath"/>.</summary>
internal readonly record struct MetaorderRun(Side Side, int FirstTrade, int LastTrade, int Children, double Quantity, double Notional)
{
    /// <summary>Size-weighted child price.</summary>
    public double AveragePrice => Notional / Quantity;

    public static MetaorderRun Start(Side side, int trade, double price, double size) => new(side, trade, trade, 1, size, price * size);

    public MetaorderRun Extend(int trade, double price, double size) =>
        this with { LastTrade = trade, Children = Children + 1, Quantity = Quantity + size, Notional = Notional + price * size };

    public double DurationSeconds(TradePath trades) => trades.TimeAt(LastTrade).SecondsSince(trades.TimeAt(FirstTrade));
}
