using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// One order that a model learns from or is judged on: what was planned (side, quantity, horizon, taker fraction), what came of it (the labels) and,
/// once <see cref="TrainingOrderBuilder"/> has run, what was known strictly before <see cref="T0"/> (<see cref="Features"/>).
/// Labels are in bps of the arrival price, positive = cost, for either side. J = K + I/2 holds for every order by construction.
/// </summary>
public sealed record TrainingOrder
{
    /// <summary>Unique and stable: the same tape, options and seed give the same id.</summary>
    public required string Id { get; init; }

    public required TrainingOrderKind Kind { get; init; }

    public required string Symbol { get; init; }

    public required DateOnly SessionDate { get; init; }

    public required Side Side { get; init; }

    /// <summary>Arrival (the decision). For a metaorder the time of its first child, whose own trade and everything stamped with it are excluded from features and arrival price.</summary>
    public required Timestamp T0 { get; init; }

    /// <summary>Time of the last fill.</summary>
    public required Timestamp TEnd { get; init; }

    /// <summary>t_end + lag: the label spans [t0, this], which is what purging looks at, also where I is missing.</summary>
    public required Timestamp LabelEnd { get; init; }

    /// <summary>Executed quantity in units of the instrument.</summary>
    public required double Quantity { get; init; }

    /// <summary>What was planned at t0, as far as it can be known; never the realised run time of a metaorder.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>t0 to the last fill.</summary>
    public required double ExecutionSeconds { get; init; }

    /// <summary>Planned share that crosses the spread, in [0, 1].</summary>
    public required double TakerFraction { get; init; }

    /// <summary>Share of the fills that crossed the spread, in [0, 1].</summary>
    public required double RealisedTakerFraction { get; init; }

    /// <summary>Share filled before the rest crossed at the horizon; recorded for probes, NaN for the other kinds.</summary>
    public double CompletionBeforeCrossing { get; init; } = double.NaN;

    /// <summary>P0: mid in force at t0.</summary>
    public required double ArrivalPrice { get; init; }

    /// <summary>Half spread in force at t0.</summary>
    public required double ArrivalHalfSpreadBps { get; init; }

    /// <summary>P̄: quantity-weighted price of the fills.</summary>
    public required double AveragePrice { get; init; }

    /// <summary>Time after the last fill at which I is measured.</summary>
    public required double LagSeconds { get; init; }

    /// <summary>J = s·(P̄ − P0)/P0·10⁴.</summary>
    public required double SlippageBps { get; init; }

    /// <summary>I = s·(M(t_end + lag) − P0)/P0·10⁴; NaN = missing, because t_end + lag passes the end of the session or of the data.</summary>
    public required double PriceShiftBps { get; init; }

    /// <summary>I at lag 0, where published Y and γ are compared.</summary>
    public required double PriceShiftLag0Bps { get; init; }

    /// <summary>Half spread at t0 × (taker − maker fraction of the fills): negative when the order earns the spread.</summary>
    public required double SpreadCostBps { get; init; }

    /// <summary>Inverse of the probability with which the order was kept, times what its kind counts for.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Feature vector as of strictly before t0; empty until the builder has run.</summary>
    public double[] Features { get; init; } = [];

    /// <summary>I/2, NaN where I is missing.</summary>
    public double PermanentBps => PriceShiftBps / 2;

    /// <summary>K = J − I/2, NaN where I is missing.</summary>
    public double TemporaryBps => SlippageBps - PriceShiftBps / 2;

    /// <summary>The question that a trader would have asked at t0.</summary>
    public OrderProfile ToProfile() => new(Symbol, Side, Quantity, T0, HorizonSeconds, TakerFraction);
}
