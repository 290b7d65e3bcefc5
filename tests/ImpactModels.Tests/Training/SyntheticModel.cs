using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

/// <summary>A small model, trained once for all tests that need one, in a world with something to learn.</summary>
internal static class SyntheticModel
{
    public const int TrainDays = 8;

    public const int CalibrateDays = 6;

    public static readonly BoostingOptions FewRounds = new() { Rounds = 25, Leaves = 8, LearningRate = 0.2, EarlyStoppingRounds = 0, Threads = 1 };

    public static readonly Timestamp CreatedAt = Timestamp.FromUtc(new DateTime(2024, 6, 1));

    public static SyntheticWorld World { get; } = new(7, 0.8);

    public static FoldedOrders Folds { get; } = World.Folds(TrainDays, CalibrateDays, 150);

    private static readonly Lazy<ModelArtifact> shared = new(() =>
    {
        ModelArtifact artifact = Train(Folds);
        ModelArtifactFormat.Write(artifact);
        return artifact;
    });

    public static ModelArtifact Shared => shared.Value;

    public static ImpactEstimator Estimator => ImpactEstimator.FromArtifact(Shared);

    public static TrainerOptions Options => new() { Learner = new BoostingLearner(FewRounds), Laws = [LawKind.Constant, LawKind.SquareRoot, LawKind.Power] };

    public static ModelArtifact Train(FoldedOrders folds, TrainerOptions? options = null) =>
        new ModelTrainer(options ?? Options).Train(SyntheticOrder.Schema, folds, Card(folds), CreatedAt, null, CancellationToken.None);

    /// <summary>Orders of later days.</summary>
    public static TrainingOrder[] Fresh(SyntheticWorld world, int days = 4, int ordersPerDay = 250) => [.. world.Days(TrainDays + CalibrateDays, days, ordersPerDay)];

    public static BacktestResult Backtest(ModelArtifact artifact, FoldedOrders folds, IEnumerable<TrainingOrder> fresh) =>
        ImpactService.ImpactModels.Evaluation.Backtest.Run(
            artifact,
            TrainingRows.Of(folds.Train, new LawInputReader(artifact.Schema)).Observations(),
            fresh.Select(o => new TestOrder(o.Id, "probe", o.Symbol, o.SessionDate.DayNumber, o.Features, o.SlippageBps, o.PriceShiftBps)),
            3);

    private static ModelCard Card(FoldedOrders folds) => new()
    {
        Learner = "boosting",
        Kinds = ["probe"],
        Symbols = ["SYN"],
        Seed = 1,
        Train = FoldSpan.Of(null, folds.Plan.TrainUntil, folds.Train.Count, TrainDays),
        Calibrate = FoldSpan.Of(folds.Plan.TrainUntil, folds.Plan.CalibrateUntil, folds.Calibrate.Count, CalibrateDays),
        Test = FoldSpan.Of(folds.Plan.CalibrateUntil, folds.Plan.TestUntil, folds.Test.Count, 1),
        TraderCounts = new Dictionary<string, int> { ["SYN"] = 20, ["ALT"] = 7 },
        Warnings = ["synthetic"],
    };
}
