using System.Diagnostics;
using System.Globalization;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Benchmarks.Market;

/// <summary>The orders of a plan's markets by fold.</summary>
internal sealed record TrainedMarket(FeatureSchema Schema, FoldedOrders Folds)
{
    public const ulong Seed = 1;

    public LawInputReader Reader { get; } = new(Schema);

    /// <summary>What laws are fitted on: the model's own training fold.</summary>
    public LawObservation[] TrainObservations => TrainingRows.Of(Folds.Train, Reader).Observations();

    public static TrainedMarket Simulate(MarketPlan plan)
    {
        FeatureSchema schema = FeatureSchema.Create([]);
        TrainingOrder[] orders = SimulatedOrders.Make(plan, schema);
        FoldedOrders folds = FoldPlan.ByShare(orders.Select(order => order.SessionDate)).Split(orders);
        Describe(orders, folds);
        return new TrainedMarket(schema, folds);
    }

    public ModelArtifact Train()
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        ModelArtifact model = new ModelTrainer(new TrainerOptions { Learner = new BoostingLearner(), Seed = Seed }).Train(Schema, Folds, CardOf(Folds), Timestamp.MinValue, null, CancellationToken.None);
        MarketBench.Line($"trained in {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:F0} s of CPU; prior {model.Card.Prior}, trust {Shares(model.Card.SlippageTrust)} for slippage, {Shares(model.Card.PriceShiftTrust)} for price shift");
        return model;
    }

    private static void Describe(TrainingOrder[] orders, FoldedOrders folds)
    {
        MarketBench.Line($"{orders.Select(order => order.Symbol).Distinct().Count()} instruments; orders: {string.Join(", ", orders.GroupBy(order => order.Kind).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}");
        foreach ((string name, IReadOnlyList<TrainingOrder> fold) in new[] { ("train", folds.Train), ("calibrate", folds.Calibrate), ("test", folds.Test) })
            MarketBench.Line($"{name}: {fold.Count:N0} orders on {fold.Select(order => order.SessionDate).Distinct().Count()} days");
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
}
