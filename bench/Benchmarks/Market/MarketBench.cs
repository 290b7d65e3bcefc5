using System.Diagnostics;
using System.Globalization;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Benchmarks.Market;

/// <summary>
/// The whole chain on simulated markets of any length: orders, folds, a model, and its scores beside every law on the test days; then the support rule on held-out orders.
/// <c>market SEED[:ACTIVITY],... SESSIONS PROBES METAORDERS</c>.
/// </summary>
internal static class MarketBench
{
    private const ulong Seed = 1;

    public static int Run(string[] args)
    {
        if (MarketPlan.Parse(args) is not { } plan)
        {
            Console.Error.WriteLine(MarketPlan.Usage);
            return 2;
        }

        FeatureSchema schema = FeatureSchema.Create([]);
        TrainingOrder[] orders = SimulatedOrders.Make(plan, schema);
        FoldedOrders folds = FoldPlan.ByShare(orders.Select(order => order.SessionDate)).Split(orders);
        Describe(orders, folds);
        SupportReport.Print(folds, new LawInputReader(schema));
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        ModelArtifact model = new ModelTrainer(new TrainerOptions { Learner = new BoostingLearner(), Seed = Seed }).Train(schema, folds, CardOf(folds), Timestamp.MinValue, null, CancellationToken.None);
        Line($"trained in {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:F0} s of CPU; prior {model.Card.Prior}, trust {Shares(model.Card.SlippageTrust)} for slippage, {Shares(model.Card.PriceShiftTrust)} for price shift");
        LawInputReader reader = new(schema);
        BacktestResult result = Backtest.Run(model, TrainingRows.Of(folds.Train, reader).Observations(), TestOrders(folds.Test), Seed);
        new MarketReport(result, reader, Seed).Print();
        return 0;
    }

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Describe(TrainingOrder[] orders, FoldedOrders folds)
    {
        Line($"{orders.Select(order => order.Symbol).Distinct().Count()} instruments; orders: {string.Join(", ", orders.GroupBy(order => order.Kind).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}");
        foreach ((string name, IReadOnlyList<TrainingOrder> fold) in new[] { ("train", folds.Train), ("calibrate", folds.Calibrate), ("test", folds.Test) })
            Line($"{name}: {fold.Count:N0} orders on {fold.Select(order => order.SessionDate).Distinct().Count()} days");
    }

    private static ModelCard CardOf(FoldedOrders folds) => new()
    {
        Learner = "boosting",
        Kinds = [],
        Symbols = [],
        Seed = Seed,
        Train = FoldSpan.Of(null, folds.Plan.TrainUntil, folds.Train.Count, 0),
        Calibrate = FoldSpan.Of(folds.Plan.TrainUntil, folds.Plan.CalibrateUntil, folds.Calibrate.Count, 0),
        Test = FoldSpan.Of(folds.Plan.CalibrateUntil, folds.Plan.TestUntil, folds.Test.Count, 0),
    };

    private static string Shares(IEnumerable<double> weights) => string.Join("/", weights.Select(weight => weight.ToString("P0", CultureInfo.InvariantCulture)));

    private static IEnumerable<TestOrder> TestOrders(IEnumerable<TrainingOrder> orders) =>
        orders.Select(o => new TestOrder(o.Id, o.Kind.ToString(), o.Symbol, o.SessionDate.DayNumber, o.Features, o.SlippageBps, o.PriceShiftBps));
}
