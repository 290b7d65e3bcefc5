using System.Collections.Immutable;
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

/// <summary>Judges a model on unseen orders beside the parametric laws.</summary>
public static class Backtest
{
    public const string ModelName = "model";

    /// <param name="trainObservations">What the laws are fitted on: the model's own training fold.</param>
    /// <exception cref="ArgumentException">No test order is usable.</exception>
    public static BacktestResult Run(ModelArtifact artifact, IReadOnlyCollection<LawObservation> trainObservations, IEnumerable<TestOrder> testOrders, ulong seed) =>
        Run(artifact, LawBench.Of(new LawInputReader(artifact.Schema), trainObservations, testOrders, seed), seed);

    /// <param name="bench">The orders, with the laws' answers.</param>
    public static BacktestResult Run(ModelArtifact artifact, LawBench bench, ulong seed)
    {
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(artifact);
        ImmutableArray<ImpactEstimate> estimates = [.. bench.Orders.Select(order => estimator.Estimate(order.Features))];
        return new BacktestResult(
            bench.Orders,
            estimates,
            ScoredForecasts.Score(ModelName, [.. estimates.Select(e => e.Slippage)], [.. bench.Orders.Select(order => order.SlippageBps)], seed),
            bench.Slippage,
            ScoredForecasts.Score(ModelName, [.. bench.PriceShiftOrders.Select(i => estimates[i].PriceShift)], [.. bench.PriceShiftOrders.Select(i => bench.Orders[i].PriceShiftBps)], seed),
            bench.PriceShiftOrders);
    }
}
