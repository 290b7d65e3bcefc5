using System.Globalization;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Benchmarks.Market;

/// <summary>
/// The whole chain on simulated markets of any length: orders, folds, a model, and its scores beside every law on the test days; then the support rule on held-out orders.
/// <c>market SEED[:ACTIVITY],... SESSIONS PROBES METAORDERS</c>.
/// </summary>
internal static class MarketBench
{
    public static int Run(string[] args)
    {
        if (MarketPlan.Parse(args) is not { } plan)
        {
            Console.Error.WriteLine(MarketPlan.Usage);
            return 2;
        }

        TrainedMarket market = TrainedMarket.Simulate(plan);
        SupportReport.Print(market.Folds, market.Reader);
        BacktestResult result = Backtest.Run(market.Train(), market.TrainObservations, TestOrders(market.Folds.Test), TrainedMarket.Seed);
        new MarketReport(result, market.Reader, TrainedMarket.Seed).Print();
        return 0;
    }

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<TestOrder> TestOrders(IEnumerable<TrainingOrder> orders) =>
        orders.Select(o => new TestOrder(o.Id, o.Kind.ToString(), o.Symbol, o.SessionDate.DayNumber, o.Features, o.SlippageBps, o.PriceShiftBps));
}
