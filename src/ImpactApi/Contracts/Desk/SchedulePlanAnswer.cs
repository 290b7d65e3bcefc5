using System.ComponentModel.DataAnnotations;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>One schedule and what it is expected to cost, bps of the arrival price and of what it trades.</summary>
internal sealed record SchedulePlanAnswer
{
    /// <summary>Name of the strategy.</summary>
    [AllowedValues("twap", "vwap", "pov", "almgrenChriss", "obizhaevaWang", "optimal")]
    public required string Strategy { get; init; }

    /// <summary>λ that it was made with; null for strategies that do not weigh risk.</summary>
    public double? RiskAversionPerBps { get; init; }

    /// <summary>Units that it trades, a decimal string.</summary>
    public required string Quantity { get; init; }

    /// <summary>Distribution of the cost against the benchmark.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>Probability that the cost exceeds each threshold.</summary>
    public required ExceedancePoint[] Exceedance { get; init; }

    /// <summary>The 95 % quantile of the cost, and the mean beyond it.</summary>
    public required CostAtRiskPoint CostAtRisk { get; init; }

    /// <summary>Spread, and what else every schedule pays; constantBps + temporaryBps + permanentBps + alphaBps = slippage.meanBps.</summary>
    public required double ConstantBps { get; init; }

    /// <summary>Temporary impact of the slices' rates.</summary>
    public required double TemporaryBps { get; init; }

    /// <summary>Half the lasting displacement.</summary>
    public required double PermanentBps { get; init; }

    /// <summary>The trader's drift, less the benchmark's.</summary>
    public required double AlphaBps { get; init; }

    /// <summary>Standard deviation of the price against what is open beside the benchmark.</summary>
    public required double TimingRiskBps { get; init; }

    /// <summary>End of the last slice that trades.</summary>
    public required Timestamp ExpectedCompletionTime { get; init; }

    /// <summary>Largest participation of a slice.</summary>
    public required double PeakParticipation { get; init; }

    /// <summary>What is not traded; null when nothing is left.</summary>
    public LeftAnswer? Left { get; init; }

    /// <summary>What the limit price means for the schedule; null without one.</summary>
    public ScheduleLimitAnswer? Limit { get; init; }

    /// <summary>In time order; slots that trade nothing are left out.</summary>
    public required IReadOnlyList<SliceAnswer> Slices { get; init; }
}

/// <summary>One child order.</summary>
internal sealed record SliceAnswer
{
    /// <summary>First moment.</summary>
    public required Timestamp StartTime { get; init; }

    /// <summary>First moment after it.</summary>
    public required Timestamp EndTime { get; init; }

    /// <summary>Units, a decimal string.</summary>
    public required string Quantity { get; init; }

    /// <summary>Expected volume of the others in the slice, units.</summary>
    public required double OtherVolumeUnits { get; init; }

    /// <summary>Quantity ÷ (quantity + other volume).</summary>
    public required double Participation { get; init; }

    /// <summary>Expected average price; weighted by quantity it gives the expected cost.</summary>
    public required double ExpectedPrice { get; init; }

    /// <summary>The better end of the limit-price band: where to rest first.</summary>
    public required double LimitPriceBest { get; init; }

    /// <summary>The worse end: not to be passed without asking for a new plan. One standard deviation of the price until the slice beyond what is expected, and never beyond the order's limit.</summary>
    public required double LimitPriceWorst { get; init; }

    /// <summary>Share of the slice that crosses the spread.</summary>
    public required double TakerFraction { get; init; }

    /// <summary>lit: the displayed book; dark: undisplayed at the mid; rfq: a dealer's quote.</summary>
    [AllowedValues("lit", "dark", "rfq")]
    public required string Venue { get; init; }

    /// <summary>Why this venue.</summary>
    public required string VenueReason { get; init; }

    /// <summary>Probability that the price is within the order's limit; null without one.</summary>
    public double? WithinLimitProbability { get; init; }
}

/// <summary>What a schedule leaves untraded.</summary>
/// <param name="Quantity">Units, a decimal string.</param>
/// <param name="Fraction">Of the order.</param>
/// <param name="OpportunityMeanBps">Expected move against it until the horizon ends, from the trader's view of the price (0 without one), bps of what is left.</param>
/// <param name="OpportunityRiskBps">Standard deviation of that move, bps of what is left.</param>
/// <param name="Reason">Why it is left.</param>
internal sealed record LeftAnswer(string Quantity, double Fraction, double OpportunityMeanBps, double OpportunityRiskBps, string Reason);

/// <summary>What a limit price means for a schedule; a slice that comes back inside the limit later is not counted.</summary>
/// <param name="LimitPrice">The request's.</param>
/// <param name="DistanceBps">s·(limit − arrival)/arrival: negative where the arrival price is already beyond it.</param>
/// <param name="ExpectedFraction">Expected part of the schedule that trades within the limit.</param>
/// <param name="OpportunityCostBps">Expected cost of what does not, valued at the end of the horizon, bps of the schedule.</param>
internal sealed record ScheduleLimitAnswer(double LimitPrice, double DistanceBps, double ExpectedFraction, double OpportunityCostBps);
