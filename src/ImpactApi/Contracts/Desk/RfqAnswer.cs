using System.ComponentModel.DataAnnotations;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>Quotes beside the forecast of working the order, from the side that asks and from the side that quotes.</summary>
internal sealed record RfqAnswer
{
    /// <summary>The order as it was understood.</summary>
    public required NormalisedOrder Order { get; init; }

    /// <summary>What working the order would cost, before any leakage.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>Prices at which a quote costs what working does.</summary>
    public required FairValueAnswer FairValue { get; init; }

    /// <summary>The quotes in the order of the request.</summary>
    public required IReadOnlyList<QuoteAnswer> Quotes { get; init; }

    /// <summary>What asking costs an order that is then worked; its numbers are null, with the reason, where the history is too short.</summary>
    public required LeakageAnswer Leakage { get; init; }

    /// <summary>deal: the best quote costs no more than working at the weight of risk; work: it costs more; noQuote: there is none.</summary>
    /// <example>deal</example>
    [AllowedValues("deal", "work", "noQuote")]
    public required string Verdict { get; init; }

    /// <summary>The verdict in a plain sentence, with the numbers.</summary>
    public required string VerdictText { get; init; }

    /// <summary>Mean of working + leakage where it is known + λ·standard deviation, bps: the dearest quote that is still to be dealt.</summary>
    public required double ReservationBps { get; init; }

    /// <summary>λ.</summary>
    public required double RiskWeight { get; init; }

    /// <summary>What a dealer who hedges by working the order has to quote.</summary>
    public required IReadOnlyList<CoveringQuoteAnswer> SellSide { get; init; }

    /// <summary>How far the training orders cover this one.</summary>
    public required SupportAnswer Support { get; init; }

    /// <summary>learned: the trained model; parametric: the law it falls back to.</summary>
    [AllowedValues("learned", "parametric")]
    public required string Rung { get; init; }

    /// <summary>Why this rung.</summary>
    public required RungReasonAnswer RungReason { get; init; }

    /// <summary>The market that the answer is for.</summary>
    public required MarketStateAnswer MarketState { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The band of prices that working the order gives.</summary>
/// <param name="Price">At the mean cost.</param>
/// <param name="BandBestPrice">At the 25 % quantile of the cost.</param>
/// <param name="BandWorstPrice">At the 75 % quantile of the cost.</param>
/// <param name="ReservationPrice">At reservationBps.</param>
internal sealed record FairValueAnswer(double Price, double BandBestPrice, double BandWorstPrice, double ReservationPrice);

/// <summary>One quote beside working.</summary>
/// <param name="Dealer">Name of the dealer.</param>
/// <param name="Price">The quote.</param>
/// <param name="CostBps">What it costs for certain, bps of the mid.</param>
/// <param name="Percentile">Share of the outcomes of working that cost no more than it, 0 to 1.</param>
/// <param name="ExpectedSavingBps">Mean of working, leakage included where it is known, less the quote: positive where the quote is cheaper.</param>
/// <param name="ExpectedSavingMoney">The same in the order's currency.</param>
/// <param name="SavingProbability">Probability that working costs more than the quote.</param>
/// <param name="Rank">1 for the cheapest; equal prices share a rank.</param>
internal sealed record QuoteAnswer(
    string Dealer, double Price, double CostBps, double Percentile, double ExpectedSavingBps, double ExpectedSavingMoney, double SavingProbability, int Rank);

/// <summary>Information leakage.</summary>
/// <param name="DealersAsked">How many were asked.</param>
/// <param name="CostBps">Expected move against the order because they know; null where the history does not tell.</param>
/// <param name="StandardErrorBps">Of that expectation; null as well.</param>
/// <param name="PerDealerBps">What one dealer more adds; null as well.</param>
/// <param name="Observations">Earlier requests behind it.</param>
/// <param name="Reason">Why there is no number, or what it rests on.</param>
internal sealed record LeakageAnswer(int DealersAsked, double? CostBps, double? StandardErrorBps, double? PerDealerBps, int Observations, string Reason);

/// <summary>A quote that covers the forecast.</summary>
/// <param name="Level">Chance that it covers the cost of working.</param>
/// <param name="QuoteBps">The quote, bps from the mid.</param>
/// <param name="Price">The quote as a price.</param>
/// <param name="ExpectedMarginBps">What it earns on average.</param>
/// <param name="ExpectedLossBps">Mean loss of the outcomes that it does not cover.</param>
internal sealed record CoveringQuoteAnswer(double Level, double QuoteBps, double Price, double ExpectedMarginBps, double ExpectedLossBps);
