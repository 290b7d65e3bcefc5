using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>Dealers' quotes for an order, to be held against working it.</summary>
internal sealed record RfqRequest
{
    /// <summary>The order, with the horizon and strategy by which it would be worked instead.</summary>
    [Expected("an object with instrument, side, one of quantity, notional and advFraction, and horizon")]
    [Required]
    public OrderRequest? Order { get; init; }

    /// <summary>The quotes for the whole order; absent or empty for the sell side's view alone.</summary>
    [Expected("an array of at most 50 objects with dealer and price")]
    [MaxLength(50)]
    public IReadOnlyList<QuoteRequest>? Quotes { get; init; }

    /// <summary>How many dealers were asked, those who did not answer included; the number of quotes when absent.</summary>
    /// <example>4</example>
    [Expected("a whole number from the number of quotes to 1000")]
    [Range(0, 1000)]
    public int? DealersAsked { get; init; }

    /// <summary>What happened after earlier requests, for the cost of information leakage: at least 10 are needed to tell it.</summary>
    [Expected("an array of at most 10000 objects with dealersAsked and markOutBps")]
    [MaxLength(10000)]
    public IReadOnlyList<QuoteMarkOutRequest>? History { get; init; }

    /// <summary>λ: bps of mean that one bp of standard deviation of working is worth; a quote has none. 0.1 when absent.</summary>
    /// <example>0.1</example>
    [Expected("a number from 0 to 100 such as 0.1")]
    [Range(0.0, 100.0)]
    public double? RiskWeight { get; init; }

    /// <summary>Of the sell side's view: chances that a quote covers the cost of working; 0.5, 0.75, 0.9 and 0.95 when absent.</summary>
    /// <example>[0.9]</example>
    [Expected("an array of at most 50 numbers above 0 and below 1 such as [0.5, 0.9]")]
    [MaxLength(50)]
    public double[]? RiskLevels { get; init; }

    /// <summary>Quantile levels of the forecast above 0 and below 1, at most 50; 0.05, 0.25, 0.5, 0.75 and 0.95 when absent.</summary>
    /// <example>[0.05, 0.5, 0.95]</example>
    [Expected("an array of at most 50 numbers above 0 and below 1 such as [0.05, 0.5, 0.95]")]
    [MaxLength(50)]
    public double[]? Levels { get; init; }
}

/// <summary>One dealer's quote.</summary>
internal sealed record QuoteRequest
{
    /// <summary>Name of the dealer.</summary>
    /// <example>dealer A</example>
    [Expected("a text of 1 to 64 characters")]
    [Required]
    [MaxLength(64)]
    public string? Dealer { get; init; }

    /// <summary>Price for the whole order: not below the bid for a buy, not above the ask for a sell.</summary>
    /// <example>185.52</example>
    [Expected("a price above 0 and up to 1000000000000, a decimal string or a number, such as \"185.50\"")]
    [Required]
    public WireDecimal? Price { get; init; }
}

/// <summary>One earlier request for quotes.</summary>
internal sealed record QuoteMarkOutRequest
{
    /// <summary>How many dealers were asked.</summary>
    /// <example>4</example>
    [Expected("a whole number from 1 to 1000")]
    [Required]
    [Range(1, 1000)]
    public int? DealersAsked { get; init; }

    /// <summary>How far the mid then moved against the order, bps: positive is against.</summary>
    /// <example>1.2</example>
    [Expected("a number from -10000 to 10000 such as 1.2")]
    [Required]
    [Range(-10_000.0, 10_000.0)]
    public double? MarkOutBps { get; init; }
}
