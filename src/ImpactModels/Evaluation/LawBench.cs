using System.Collections.Immutable;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>
/// Unseen orders and what every law says of them, made once for all models that are judged on them. Each law competes with its own residual table, which is the strongest form of it (law + residuals by
/// noise/spread and strategy).
/// </summary>
/// <param name="Orders">Those that an answer can be given for.</param>
/// <param name="Slippage">One per law.</param>
/// <param name="PriceShift">One per law, over the orders that have a price shift (<paramref name="PriceShiftOrders"/>).</param>
public sealed record LawBench(
    ImmutableArray<TestOrder> Orders,
    ImmutableArray<ScoredForecasts> Slippage,
    ImmutableArray<ScoredForecasts> PriceShift,
    ImmutableArray<int> PriceShiftOrders)
{
    /// <param name="trainObservations">What the laws are fitted on: the training fold of the models that they compete with.</param>
    /// <exception cref="ArgumentException">No test order is usable.</exception>
    public static LawBench Of(LawInputReader reader, IReadOnlyCollection<LawObservation> trainObservations, IEnumerable<TestOrder> testOrders, ulong seed) =>
        Of(ParametricModel.FitEach(trainObservations), reader, testOrders, seed);

    /// <inheritdoc cref="Of(LawInputReader, IReadOnlyCollection{LawObservation}, IEnumerable{TestOrder}, ulong)"/>
    public static LawBench Of(IReadOnlyList<ParametricModel> laws, LawInputReader reader, IEnumerable<TestOrder> testOrders, ulong seed)
    {
        ImmutableArray<TestOrder> orders = [.. testOrders.Where(order => LawInputReader.IsUsable(reader.Read(order.Features)))];
        if (orders.IsEmpty)
            throw new ArgumentException("the test fold has no usable orders: import later sessions or move the fold boundaries");
        LawInput[] inputs = [.. orders.Select(order => reader.Read(order.Features))];
        int[] withShift = [.. Enumerable.Range(0, orders.Length).Where(i => double.IsFinite(orders[i].PriceShiftBps))];
        double[] slippage = [.. orders.Select(order => order.SlippageBps)];
        double[] shift = Array.ConvertAll(withShift, i => orders[i].PriceShiftBps);
        return new LawBench(
            orders,
            [.. laws.Select(law => ScoredForecasts.Score(law.Law.Name, Array.ConvertAll(inputs, order => law.Slippage(order)), slippage, seed))],
            [.. laws.Select(law => ScoredForecasts.Score(law.Law.Name, Array.ConvertAll(withShift, i => law.PriceShift(inputs[i])), shift, seed))],
            [.. withShift]);
    }
}
