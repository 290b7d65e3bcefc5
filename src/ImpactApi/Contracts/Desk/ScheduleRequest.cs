using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>How an order is to be cut into slices: limits it must keep, what the trader believes, and which schedules are wanted.</summary>
internal sealed record ScheduleRequest
{
    /// <summary>The order. With executed, its quantity is that of the whole order, and its horizon the time that is left from asOf.</summary>
    [Expected("an object with instrument, side, one of quantity, notional and advFraction, and a horizon above PT0S")]
    [Required]
    public OrderRequest? Order { get; init; }

    /// <summary>twap, vwap, pov, almgrenChriss, obizhaevaWang, optimal; optimal when absent.</summary>
    /// <example>["optimal", "vwap"]</example>
    [Expected("an array of 1 to 6 different names of twap, vwap, pov, almgrenChriss, obizhaevaWang and optimal")]
    [MaxLength(6)]
    public string[]? Strategies { get; init; }

    /// <summary>λ of least mean + λ·variance, both in bps, per bps: of almgrenChriss and optimal; 0.0001 when absent.</summary>
    /// <example>0.0001</example>
    [Expected("a number from 0 to 1000 such as 0.0001")]
    [Range(0.0, 1000.0)]
    public double? RiskAversionPerBps { get; init; }

    /// <summary>Length of a slice, ISO 8601; PT5M when absent. The horizon may have at most 240 slices.</summary>
    /// <example>PT5M</example>
    [Expected("an ISO 8601 duration from PT10S to PT24H such as PT5M")]
    public string? SliceLength { get; init; }

    /// <summary>Most of a slice's volume, quantity ÷ (quantity + expected other volume); no cap when absent.</summary>
    /// <example>0.2</example>
    [Expected("a number above 0 and up to 1 such as 0.2")]
    [Range(0.0, 1.0)]
    public double? MaxParticipation { get; init; }

    /// <summary>Of pov: its share of the volume; maxParticipation when absent, and without that the least at which the order is done.</summary>
    /// <example>0.1</example>
    [Expected("a number above 0 and up to 1 such as 0.1")]
    [Range(0.0, 1.0)]
    public double? Participation { get; init; }

    /// <summary>Slices are multiples of it, units; the instrument's lot size when absent.</summary>
    [Expected("a quantity above 0 and up to 1000000000000, a decimal string or a number, such as \"100\"")]
    public WireDecimal? LotSize { get; init; }

    /// <summary>Windows in which nothing is traded, such as around a news release; at most 20.</summary>
    [Expected("an array of at most 20 objects with from, to and reason")]
    [MaxLength(20)]
    public IReadOnlyList<ClosedWindowRequest>? Blackouts { get; init; }

    /// <summary>Auctions, in which continuous trading rests: no slice trades there; at most 20. Trading in an auction is not planned.</summary>
    [Expected("an array of at most 20 objects with from, to and reason")]
    [MaxLength(20)]
    public IReadOnlyList<ClosedWindowRequest>? Auctions { get; init; }

    /// <summary>True (the default): an order that does not fit is refused with what would. False: what fits is traded, and the rest has an opportunity cost.</summary>
    [Expected("true or false")]
    public bool? MustComplete { get; init; }

    /// <summary>With mustComplete false: what an untraded unit costs at the end, bps; almgrenChriss and optimal then leave what is dearer to trade.</summary>
    [Expected("a number from 0 to 100000 such as 25")]
    [Range(0.0, 100_000.0)]
    public double? OpportunityCostBps { get; init; }

    /// <summary>The trader's view of where the price drifts.</summary>
    [Expected("an object with bpsPerHour and, for a view that fades, halfLife")]
    public AlphaRequest? Alpha { get; init; }

    /// <summary>No slice trades beyond it.</summary>
    [Expected("a price above 0 and up to 1000000000000, a decimal string or a number, such as \"185.50\"")]
    public WireDecimal? LimitPrice { get; init; }

    /// <summary>arrival (the default), intervalVwap or close: what the average price is compared with.</summary>
    /// <example>arrival</example>
    [Expected("\"arrival\", \"intervalVwap\" or \"close\"")]
    [AllowedValues("arrival", "intervalVwap", "close", null)]
    public string? Benchmark { get; init; }

    /// <summary>What has been executed of the order so far: the rest is planned again from asOf.</summary>
    [Expected("an object with quantity and, to have the whole order's cost, averagePrice and arrivalPrice")]
    public ExecutedRequest? Executed { get; init; }

    /// <summary>Kinds of venue that may be named: lit, dark, rfq; all when absent.</summary>
    /// <example>["lit", "dark"]</example>
    [Expected("an array of 1 to 3 different names of lit, dark and rfq")]
    [MaxLength(3)]
    public string[]? Venues { get; init; }

    /// <summary>Points of the efficient frontier; 12 when absent, 0 for none.</summary>
    /// <example>12</example>
    [Expected("0, or a whole number from 2 to 50")]
    [Range(0, 50)]
    public int? FrontierPoints { get; init; }

    /// <summary>Costs in bps whose probability of being exceeded is wanted, at most 50; 10 when absent.</summary>
    /// <example>[10]</example>
    [Expected("an array of at most 50 numbers from -1000000 to 1000000 such as [5, 10, 25]")]
    [MaxLength(50)]
    public double[]? ThresholdsBps { get; init; }

    /// <summary>Quantile levels above 0 and below 1, at most 50; 0.05, 0.25, 0.5, 0.75 and 0.95 when absent.</summary>
    /// <example>[0.05, 0.5, 0.95]</example>
    [Expected("an array of at most 50 numbers above 0 and below 1 such as [0.05, 0.5, 0.95]")]
    [MaxLength(50)]
    public double[]? Levels { get; init; }
}

/// <summary>A window in which nothing is traded.</summary>
internal sealed record ClosedWindowRequest
{
    /// <summary>First moment, RFC 3339.</summary>
    /// <example>2013-10-10T17:55:00Z</example>
    [Expected("an RFC 3339 time with an offset such as 2013-10-10T17:55:00Z")]
    [Required]
    public string? From { get; init; }

    /// <summary>First moment after it, RFC 3339.</summary>
    /// <example>2013-10-10T18:10:00Z</example>
    [Expected("an RFC 3339 time with an offset, after from, such as 2013-10-10T18:10:00Z")]
    [Required]
    public string? To { get; init; }

    /// <summary>Why; echoed.</summary>
    /// <example>news release</example>
    [Expected("a text of 1 to 64 characters")]
    [MaxLength(64)]
    public string? Reason { get; init; }
}

/// <summary>A view of the price.</summary>
internal sealed record AlphaRequest
{
    /// <summary>Expected drift of the mid at the start, bps per hour: positive for a rising price, whatever the side.</summary>
    /// <example>-5</example>
    [Expected("a number from -10000 to 10000 such as -5")]
    [Required]
    [Range(-10_000.0, 10_000.0)]
    public double? BpsPerHour { get; init; }

    /// <summary>Time in which the drift halves, ISO 8601; it stays when absent.</summary>
    /// <example>PT1H</example>
    [Expected("an ISO 8601 duration from PT1S to P31D such as PT1H")]
    public string? HalfLife { get; init; }
}

/// <summary>What is done already.</summary>
internal sealed record ExecutedRequest
{
    /// <summary>Units executed, less than the order's quantity.</summary>
    /// <example>200000</example>
    [Expected("a decimal string above 0 and below the order's quantity such as \"200000\"")]
    [Required]
    public string? Quantity { get; init; }

    /// <summary>Quantity-weighted price of the fills.</summary>
    [Expected("a price above 0 and up to 1000000000000, a decimal string or a number, such as \"185.50\"")]
    public WireDecimal? AveragePrice { get; init; }

    /// <summary>Mid when the whole order arrived.</summary>
    [Expected("a price above 0 and up to 1000000000000, a decimal string or a number, such as \"185.50\"")]
    public WireDecimal? ArrivalPrice { get; init; }
}
