using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Training;

/// <summary>Training orders → model → judged on the test fold → in the store.</summary>
internal sealed class TrainingRun(ImpactStore store, IQuantileLearner learner, TimeProvider clock)
{
    /// <summary>The card of the result carries its scores, so they are part of the model's identity.</summary>
    public ModelArtifact Train(PreparedOrders prepared, IProgress<Stage> progress, CancellationToken cancellation)
    {
        ulong seed = prepared.Plan.Seed;
        ModelTrainer trainer = new(new TrainerOptions { Learner = learner, Seed = seed });
        StageReporter<TrainerProgress> reporter = new(progress, p => new Stage(p.Stage, p.Done, p.Total));
        ModelCard card = OrderCards.ToCard(prepared, learner.Name);
        ModelArtifact trained = trainer.Train(prepared.Set.Schema, prepared.Folds, card, Timestamp.From(clock.GetUtcNow()), reporter, cancellation);
        progress.Report(new Stage("Backtest", 0, 1));
        PromotionScores scores = Promotion.Of(Judgement.Of(trained, prepared.Folds, seed).Result, seed);
        progress.Report(new Stage("Backtest", 1, 1));
        return trained.With(trained.Card with { Scores = scores });
    }

    /// <returns>The model's number, and whether it has become the active one: a first model that passes need not wait for anybody.</returns>
    public async Task<SavedModel> SaveAsync(ModelArtifact artifact, CancellationToken cancellation)
    {
        byte[] bytes = ModelArtifactFormat.Write(artifact);
        PromotionScores scores = artifact.Card.Scores!;
        ModelStatus status = scores.Passes ? ModelStatus.Passed : ModelStatus.Failed;
        NewModel model = new(artifact.Id, artifact.Hash, artifact.CreatedAt, artifact.TrainedThrough, artifact.Schema.Hash, status, scores.ToJson());
        int number = await store.Models.SaveAsync(model, bytes, cancellation);
        bool isFirst = scores.Passes && !(await store.Models.ListAsync(cancellation)).Any(stored => stored.IsActive);
        bool isActive = isFirst && await store.Models.ActivateAsync(number, anyway: false, cancellation);
        return new SavedModel(number, bytes.Length, isActive);
    }
}

internal sealed record SavedModel(int Number, int Bytes, bool IsActivated);
