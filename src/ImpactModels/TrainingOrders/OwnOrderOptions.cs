using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>How the user's own parent orders become training orders.</summary>
public sealed record OwnOrderOptions
{
    /// <summary>What one real order counts for beside one reconstructed from public trades, which only resembles an order.</summary>
    public double Weight { get; init; } = 10;

    /// <summary>An average price further than this outside the quotes and trades of its window is a wrong price, unit or split, not an execution.</summary>
    public double MaximumPriceDistance { get; init; } = 0.05;

    /// <summary>Fills whose sum differs by more from the parent's executed quantity belong to another order or are incomplete.</summary>
    public double MaximumQuantityMismatch { get; init; } = 0.01;

    /// <summary>Orders and fills are stamped by different clocks, often in whole seconds: a fill may seem to lie so far outside the order's life.</summary>
    public double MaximumClockDifferenceSeconds { get; init; } = 1;

    public RelaxationLag Relaxation { get; init; } = RelaxationLag.Default;
}
