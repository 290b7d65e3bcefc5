using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>One cell of the census; the buckets are indices into the labels of their <see cref="CensusAxis"/>.</summary>
public sealed record CensusCell(TrainingOrderKind Kind, int SizeBucket, int HorizonBucket, int TakerBucket, CensusCount Count);

/// <summary>How many orders, how much weight, and of how many the price shift is missing because the session or the data ended before the lag had passed.</summary>
public readonly record struct CensusCount(int Orders, double Weight, int MissingPriceShift)
{
    /// <summary>Share of the orders; NaN where there are none.</summary>
    public double MissingPriceShiftShare => (double)MissingPriceShift / Orders;

    internal CensusCount With(TrainingOrder order) => new(Orders + 1, Weight + order.Weight, MissingPriceShift + (double.IsNaN(order.PriceShiftBps) ? 1 : 0));
}

/// <summary>
/// What a model has seen, so that nobody takes it for more: orders by kind, size, planned horizon and planned taker fraction. Filled order by order, since a training set is built session by session.
/// </summary>
public sealed class TrainingOrderCensus(FeatureSchema schema)
{
    private readonly int advFraction = schema.IndexOf("adv_fraction");
    private readonly SortedDictionary<(TrainingOrderKind Kind, int Size, int Horizon, int Taker), CensusCount> cells = [];
    private readonly SortedDictionary<TrainingOrderKind, CensusCount> kinds = [];

    /// <summary>The cells that hold orders, by kind, size, horizon and taker fraction.</summary>
    public IReadOnlyList<CensusCell> Cells => cells.Select(cell => new CensusCell(cell.Key.Kind, cell.Key.Size, cell.Key.Horizon, cell.Key.Taker, cell.Value)).ToList();

    /// <summary>Totals of the kinds that hold orders.</summary>
    public IReadOnlyDictionary<TrainingOrderKind, CensusCount> Kinds => kinds;

    /// <summary>Needs the order's features.</summary>
    public void Add(TrainingOrder order)
    {
        var key = (
            order.Kind,
            CensusAxis.AdvFraction.BucketOf(order.Features[advFraction]),
            CensusAxis.HorizonSeconds.BucketOf(order.HorizonSeconds),
            CensusAxis.TakerFraction.BucketOf(order.TakerFraction));
        cells[key] = cells.GetValueOrDefault(key).With(order);
        kinds[order.Kind] = kinds.GetValueOrDefault(order.Kind).With(order);
    }
}
