using System.Collections.Immutable;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactApi;

/// <summary>A model that is really trained, on few orders and in few rounds.</summary>
internal static class TestModel
{
    public static async Task<(ModelArtifact Artifact, byte[] Bytes)> TrainAsync(ImpactStore store, ulong seed)
    {
        TrainingOrderPlan plan = new()
        {
            Kinds = [TrainingOrderKind.Probe, TrainingOrderKind.Metaorder],
            Symbols = [TestMarket.Share, TestMarket.RoundTheClock],
            Probes = new ProbeOptions { CountPerSession = 200, Seed = seed },
            TraderCounts = ImmutableDictionary<string, int>.Empty.Add(TestMarket.Share, 5).Add(TestMarket.RoundTheClock, 5),
        };
        TrainingOrderSet set = await new TrainingOrderSource(store).LoadAsync(plan);
        FoldedOrders folds = FoldPlan.ByShare(set.Orders.Select(o => o.SessionDate)).Split(set.Orders);
        TrainerOptions options = new() { Learner = new BoostingLearner(new BoostingOptions { Rounds = 20, Leaves = 8 }), Seed = seed, InnerFolds = 1, LearnedWeights = [0.5] };
        ModelArtifact artifact = new ModelTrainer(options).Train(set.Schema, folds, Card(folds, seed), new Timestamp(1_761_950_000_000_000), null, CancellationToken.None);
        return (artifact, ModelArtifactFormat.Write(artifact));
    }

    public static async Task<int> SaveAsync(ImpactStore store, ModelArtifact artifact, byte[] bytes, ModelStatus status = ModelStatus.Passed) => await store.Models.SaveAsync(
        new NewModel(artifact.Id, artifact.Hash, artifact.CreatedAt, artifact.TrainedThrough, artifact.Schema.Hash, status, """{"crpsBps":1.5}"""), bytes);

    /// <summary>A trained model that answers.</summary>
    public static async Task<(string Id, ModelArtifact Artifact)> SaveActiveAsync(ImpactStore store)
    {
        (ModelArtifact artifact, byte[] bytes) = await TrainAsync(store, 1);
        Assert.True(await store.Models.ActivateAsync(await SaveAsync(store, artifact, bytes), anyway: false));
        return (artifact.Id, artifact);
    }

    private static ModelCard Card(FoldedOrders folds, ulong seed) => new()
    {
        Learner = "boosting",
        Kinds = ["probe", "metaorder"],
        Symbols = [TestMarket.Share, TestMarket.RoundTheClock],
        Seed = seed,
        Train = FoldSpan.Of(null, folds.Plan.TrainUntil, folds.Train.Count, 4),
        Calibrate = FoldSpan.Of(folds.Plan.TrainUntil, folds.Plan.CalibrateUntil, folds.Calibrate.Count, 1),
        Test = FoldSpan.Of(folds.Plan.CalibrateUntil, folds.Plan.TestUntil, folds.Test.Count, 1),
    };
}
