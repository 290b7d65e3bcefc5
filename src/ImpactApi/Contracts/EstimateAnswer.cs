using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What the order is expected to cost, as distributions in bps of the arrival price; a positive number is money lost, for either side.</summary>
internal sealed record EstimateAnswer
{
    /// <summary>UUID version 7; GET /v1/estimates/{id} returns this answer byte for byte.</summary>
    public required Guid EstimateId { get; init; }

    /// <summary>The order as it was understood.</summary>
    public required NormalisedOrder Order { get; init; }

    /// <summary>Implementation shortfall J of the order before fees: average price against the arrival mid.</summary>
    public required CostForecast Slippage { get; init; }

    /// <summary>K = J − I/2: what working the order costs beyond the lasting displacement, spread included.</summary>
    public required CostForecast TemporaryImpact { get; init; }

    /// <summary>I/2: what the lasting displacement of the price costs the order on average.</summary>
    public required CostForecast PermanentImpact { get; init; }

    /// <summary>I: displacement of the mid, measured provenance.relaxationLagSeconds after the last fill.</summary>
    public required CostForecast PriceShift { get; init; }

    /// <summary>Probability that the slippage exceeds each threshold.</summary>
    public required ExceedancePoint[] Exceedance { get; init; }

    /// <summary>Slippage at each level, and the mean of the slippage beyond it.</summary>
    public required CostAtRiskPoint[] CostAtRisk { get; init; }

    /// <summary>The mean cost in steps.</summary>
    public required Decomposition Decomposition { get; init; }

    /// <summary>The mean costs in money.</summary>
    public required MoneyCosts Money { get; init; }

    /// <summary>What the limit price means for the order; absent without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LimitAnswer? Limit { get; init; }

    /// <summary>The mean of each parametric law, for comparison.</summary>
    public required LawMean[] Laws { get; init; }

    /// <summary>The market that the answer is for.</summary>
    public required MarketStateAnswer MarketState { get; init; }

    /// <summary>With explain: what moved the mean; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationAnswer? Explanation { get; init; }

    /// <summary>How far the training orders cover this one.</summary>
    public required SupportAnswer Support { get; init; }

    /// <summary>learned: the trained model; parametric: the law it falls back to.</summary>
    /// <example>learned</example>
    [AllowedValues("learned", "parametric")]
    public required string Rung { get; init; }

    /// <summary>Why this rung.</summary>
    public required RungReasonAnswer RungReason { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>False when the answer could not be queued for the store: then it cannot be asked for again by its id.</summary>
    public required bool Recorded { get; init; }

    /// <summary>How to read the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
