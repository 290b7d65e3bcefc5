using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>One unseen order with its outcome, as the judge sees it.</summary>
public sealed record TestOrder(string Id, string Kind, string Symbol, int Day, double[] Features, double SlippageBps, double PriceShiftBps);

/// <summary>The model's and every law's forecasts of the same unseen orders, scored.</summary>
/// <param name="Estimates">[orders] the model's whole answers.</param>
/// <param name="Model">Scores of slippage.</param>
/// <param name="Laws">The same for each law with its table of residuals, fitted on the training orders.</param>
/// <param name="PriceShift">Scores of the model's price shift, over the orders that have one (<paramref name="PriceShiftOrders"/>).</param>
public sealed record BacktestResult(
    ImmutableArray<TestOrder> Orders,
    ImmutableArray<ImpactEstimate> Estimates,
    ScoredForecasts Model,
    ImmutableArray<ScoredForecasts> Laws,
    ScoredForecasts PriceShift,
    ImmutableArray<int> PriceShiftOrders)
{
    /// <summary>The law with the lowest mean CRPS.</summary>
    public ScoredForecasts BestLaw => Laws.MinBy(law => law.Crps.Average())!;

    public int[] Days => [.. Orders.Select(order => order.Day)];
}

/// <summary>Judges a model on unseen orders beside the parametric laws. Each law competes with its own residual table, which is the strongest form of it (law + residuals by noise/spread and strategy).</summary>
public static class Backtest
{
    public const string ModelName = "model";

    /// <param name="trainObservations">What the laws are fitted on: the model's own training fold.</param>
    /// <exception cref="ArgumentException">No test order is usable.</exception>
    public static BacktestResult Run(ModelArtifact artifact, IReadOnlyCollection<LawObservation> trainObservations, IEnumerable<TestOrder> testOrders, ulong seed)
    {
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(artifact);
        LawInputReader reader = new(artifact.Schema);
        ImmutableArray<TestOrder> orders = [.. testOrders.Where(order => estimator.CanEstimate(order.Features))];
        if (orders.IsEmpty)
            throw new ArgumentException("the test fold has no usable orders: import later sessions or move the fold boundaries");
        double[] slippage = [.. orders.Select(order => order.SlippageBps)];
        ImmutableArray<ImpactEstimate> estimates = [.. orders.Select(order => estimator.Estimate(order.Features))];
        ImmutableArray<int> withShift = [.. Enumerable.Range(0, orders.Length).Where(i => double.IsFinite(orders[i].PriceShiftBps))];
        return new BacktestResult(
            orders,
            estimates,
            ScoredForecasts.Score(ModelName, [.. estimates.Select(e => e.Slippage)], slippage, seed),
            [.. ImpactLaws.Kinds.Select(kind => ScoreLaw(kind, trainObservations, orders, reader, slippage, seed))],
            ScoredForecasts.Score(ModelName, [.. withShift.Select(i => estimates[i].PriceShift)], [.. withShift.Select(i => orders[i].PriceShiftBps)], seed),
            withShift);
    }

    private static ScoredForecasts ScoreLaw(
        LawKind kind, IReadOnlyCollection<LawObservation> observations, ImmutableArray<TestOrder> orders, LawInputReader reader, double[] slippage, ulong seed)
    {
        ParametricModel law = ParametricModel.Fit(kind, observations, ResidualCentring.Observed);
        CostDistribution[] forecasts = [.. orders.Select(order => law.Slippage(reader.Read(order.Features)))];
        return ScoredForecasts.Score(law.Law.Name, forecasts, slippage, seed);
    }
}
