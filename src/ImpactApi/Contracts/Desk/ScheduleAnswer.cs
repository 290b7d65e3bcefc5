using System.ComponentModel.DataAnnotations;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts.Desk;

/// <summary>Schedules of one order, the frontier they lie on, and what they rest on.</summary>
internal sealed record ScheduleAnswer
{
    /// <summary>The order that is planned: with executed, what is left of it.</summary>
    public required NormalisedOrder Order { get; init; }

    /// <summary>One for each strategy of the request, in its order.</summary>
    public required IReadOnlyList<SchedulePlanAnswer> Schedules { get; init; }

    /// <summary>Optima by increasing risk aversion; ask again with one's riskAversionPerBps for its slices. Empty when none was wanted.</summary>
    public required IReadOnlyList<FrontierPointAnswer> Frontier { get; init; }

    /// <summary>The admissible law that schedules are made and priced on.</summary>
    public required AdmissibleLawAnswer Law { get; init; }

    /// <summary>The forecast of the same order worked along the volume curve over the whole horizon, without the request's limits: what the law is fitted to and the schedules are priced beside.</summary>
    public required CostForecast ReferenceSlippage { get; init; }

    /// <summary>What the schedules' averages are compared with.</summary>
    [AllowedValues("arrival", "intervalVwap", "close")]
    public required string Benchmark { get; init; }

    /// <summary>Part that is executed and part that is planned, together; null without executed and its two prices.</summary>
    public WholeOrderAnswer? WholeOrder { get; init; }

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

/// <summary>
/// Impact in bps: permanentBpsPerAdv·q, linear, of which the average price pays half, and temporaryBps·(slice ÷ other volume of the slice)^rateExponent. Fitted to mean slippage and price shift of the served forecast at
/// several sizes and horizons around the order. No closed round trip earns money under it.
/// </summary>
internal sealed record AdmissibleLawAnswer
{
    /// <summary>Displacement for each average daily volume traded.</summary>
    public required double PermanentBpsPerAdv { get; init; }

    /// <summary>Temporary impact at a rate as high as that of all others.</summary>
    public required double TemporaryBps { get; init; }

    /// <summary>Between 0.1 and 1.</summary>
    public required double RateExponent { get; init; }

    /// <summary>Root mean square difference from the served mean slippage over the fitted orders, bps.</summary>
    public required double FitErrorRmsBps { get; init; }

    /// <summary>Largest difference from the served mean slippage, bps.</summary>
    public required double FitErrorMaxBps { get; init; }

    /// <summary>Root mean square difference from the served mean price shift, bps: the price shift grows less than linearly with size where it is learned, and linear is what is admissible.</summary>
    public required double ShiftFitErrorRmsBps { get; init; }

    /// <summary>Orders it was fitted to.</summary>
    public required int FittedOrders { get; init; }

    /// <summary>Half-life of the book's displacement under the law of obizhaevaWang, ISO 8601; null when it was not asked for.</summary>
    public string? BookHalfLife { get; init; }

    /// <summary>The same fit error of the law of obizhaevaWang; null when it was not asked for.</summary>
    public double? BookFitErrorRmsBps { get; init; }
}

/// <summary>A point of the efficient frontier, against the benchmark.</summary>
/// <param name="RiskAversionPerBps">λ of mean + λ·variance.</param>
/// <param name="MeanBps">Mean cost, bps.</param>
/// <param name="StandardDeviationBps">Standard deviation of the cost, bps.</param>
/// <param name="TimingRiskBps">Its part that the schedule decides, bps.</param>
/// <param name="LeftFraction">Part of the order that is left.</param>
internal sealed record FrontierPointAnswer(double RiskAversionPerBps, double MeanBps, double StandardDeviationBps, double TimingRiskBps, double LeftFraction);

/// <summary>Executed part and plan as one order, against its own arrival price, bps.</summary>
/// <param name="ExecutedQuantity">Units executed, a decimal string.</param>
/// <param name="ExecutedSlippageBps">Slippage of the executed part.</param>
/// <param name="RestMeanBps">Mean slippage of the first schedule's part, from the same arrival price: what the price has moved since, and what the rest is expected to cost.</param>
/// <param name="MeanBps">Mean slippage of both.</param>
internal sealed record WholeOrderAnswer(string ExecutedQuantity, double ExecutedSlippageBps, double RestMeanBps, double MeanBps);
