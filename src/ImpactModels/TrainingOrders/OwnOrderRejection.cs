namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Why an own order cannot be learned from.</summary>
public enum OwnOrderRejection
{
    None,

    /// <summary>Quantity, average price, arrival price or taker fraction is not a finite number in its range.</summary>
    InvalidNumbers,

    /// <summary>It arrives outside the session's hours.</summary>
    OutsideSession,

    /// <summary>It ends before it arrives, or after the session's close.</summary>
    InvalidEnd,

    /// <summary>No quote is in force at arrival: the market's state is not known.</summary>
    NoQuoteAtArrival,

    /// <summary>The average price is far from everything that was quoted or traded while it ran.</summary>
    PriceFarFromTape,

    /// <summary>The fills do not add up to the executed quantity, or lie outside the order's life.</summary>
    FillsDisagree,
}
