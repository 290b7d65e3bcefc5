using System.Collections.Immutable;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Walks forward over the store's days: at each step every learner trains on what came before, and all of them and the laws answer the same test orders. Orders are made once and shared.</summary>
internal sealed class ComparisonRun(ImpactStore store, ImmutableArray<Entrant> entrants, TimeProvider clock)
{
    /// <exception cref="CommandException">The store cannot serve the selection; the message says why.</exception>
    public async Task<ComparisonPlan> PlanAsync(TrainingSelection selection, int stepsMax, CancellationToken cancellation)
    {
        ImmutableArray<FoldPlan> steps = [];
        OrderPlan orders = await new OrderPreparation(store).PlanAsync(selection, days => WalkForward.Span(steps = StepsOf(days, selection, stepsMax)), cancellation);
        return new ComparisonPlan(orders, steps);
    }

    /// <param name="predictions">[entrants] where each one's answers are written, or none.</param>
    /// <exception cref="CommandException">A fold has no usable orders.</exception>
    public async Task<Comparison> RunAsync(ComparisonPlan plan, ImmutableArray<PredictionFile> predictions, IProgress<Stage> progress, CancellationToken cancellation)
    {
        OrderPreparation preparation = new(store);
        PreparedOrders prepared = await preparation.LoadAsync(plan.Orders, progress, cancellation);
        OrderPlan sameTraders = plan.Orders with { Orders = plan.Orders.Orders with { TraderCounts = OrderCards.TraderCounts(prepared) } };
        PreparedOrders? stretched = StretchedHorizons.Of(sameTraders) is { } further ? await preparation.LoadAsync(further, progress, cancellation) : null;
        return await Task.Run(() => Walk(plan, prepared, stretched, predictions, progress, cancellation), cancellation);
    }

    private Comparison Walk(ComparisonPlan plan, PreparedOrders prepared, PreparedOrders? stretched, ImmutableArray<PredictionFile> predictions, IProgress<Stage> progress, CancellationToken cancellation)
    {
        List<ComparedStep> steps = [];
        List<League> plain = [], perturbed = [];
        foreach (FoldPlan step in plan.Steps)
        {
            PreparedOrders own = prepared with { Plan = prepared.Plan with { Folds = step }, Folds = step.Split(prepared.Set.Orders.Where(order => order.T0 < step.TestUntil)) };
            FoldChecks.Require(own.Folds, own.Set.Schema);
            string stage = $"Step {steps.Count + 1} of {plan.Steps.Length}";
            ImmutableArray<TrainedEntrant> trained = Train(own, stage, progress, cancellation);
            StepJudge judge = new([.. trained.Select(entrant => entrant.Model)], own.Folds, plan.Orders.Seed);
            plain.Add(judge.Judge(own.Folds.Test, predictions.IsEmpty ? null : (i, judgement) => predictions[i].Add(judgement), cancellation));
            if (stretched is not null && step.Split(stretched.Set.Orders).Test is { Count: > 0 } test)
                perturbed.Add(judge.Judge(test, null, cancellation));
            steps.Add(new ComparedStep(own.Folds, [.. trained.Select(entrant => entrant.Model.Card)], [.. trained.Select(entrant => entrant.Seconds)]));
        }

        return new Comparison(prepared, [.. steps], League.Join(plain), perturbed.Count == 0 ? null : League.Join(perturbed));
    }

    private ImmutableArray<TrainedEntrant> Train(PreparedOrders orders, string stage, IProgress<Stage> progress, CancellationToken cancellation)
    {
        var models = ImmutableArray.CreateBuilder<TrainedEntrant>();
        foreach (Entrant entrant in entrants)
        {
            progress.Report(new Stage(stage, models.Count, entrants.Length));
            long start = clock.GetTimestamp();
            ModelTrainer trainer = new(new TrainerOptions { Learner = entrant.Learner, Trust = entrant.Trust, Seed = orders.Plan.Seed });
            ModelCard card = OrderCards.ToCard(orders, entrant.Name);
            ModelArtifact model = trainer.Train(orders.Set.Schema, orders.Folds, card, Timestamp.From(clock.GetUtcNow()), null, cancellation);
            models.Add(new TrainedEntrant(model, clock.GetElapsedTime(start).TotalSeconds));
        }

        progress.Report(new Stage(stage, models.Count, entrants.Length));
        return models.ToImmutable();
    }

    private static ImmutableArray<FoldPlan> StepsOf(IEnumerable<DateOnly> days, TrainingSelection selection, int stepsMax)
    {
        DateOnly[] wanted = [.. days.Where(day => selection.TestUntil is not { } until || FoldPlan.EndOf(day) <= until).Distinct()];
        return wanted.Length >= WalkForward.MinimumDays
            ? WalkForward.Steps(wanted, stepsMax)
            : throw new CommandException($"{wanted.Length} days with usable sessions are too few to walk forward over: learning, calibration and test need at least one each. Import more (an instrument's first session only tells its volume and volatility)");
    }

    private readonly record struct TrainedEntrant(ModelArtifact Model, double Seconds);
}
