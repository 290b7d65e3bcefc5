using System.Collections.Immutable;
using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>Between training orders and what a model's card says of them: enough to make the same orders of the same store again.</summary>
internal static class OrderCards
{
    public static ModelCard ToCard(PreparedOrders prepared, string learner)
    {
        TrainingOrderPlan plan = prepared.Plan.Orders;
        FoldPlan folds = prepared.Plan.Folds;
        return new ModelCard
        {
            Learner = learner,
            Kinds = [.. plan.Kinds.Select(KindNames.Of)],
            Symbols = plan.Symbols!.Value,
            Seed = prepared.Plan.Seed,
            Train = Span(null, folds.TrainUntil, prepared.Folds.Train),
            Calibrate = Span(folds.TrainUntil, folds.CalibrateUntil, prepared.Folds.Calibrate),
            Test = Span(folds.CalibrateUntil, folds.TestUntil, prepared.Folds.Test),
            TraderCounts = TraderCounts(prepared),
            Orders = new OrderRecipe(plan.Probes.CountPerSession, plan.Metaorders.MaximumPerSession, plan.From!.Value, plan.To!.Value),
        };
    }

    /// <exception cref="CommandException">The card is of orders that were not made from a store.</exception>
    public static OrderPlan ToPlan(ModelCard card)
    {
        OrderRecipe recipe = card.Orders ?? throw new CommandException("the model's card does not say how its training orders were made: train a new model");
        TrainingOrderPlan plan = new TrainingOrderPlan
        {
            Kinds = KindNames.ParseList(card.Kinds),
            Symbols = [.. card.Symbols],
            From = recipe.From,
            To = recipe.To,
            TraderCounts = card.TraderCounts.ToImmutableDictionary(),
        }.WithSeed(card.Seed);
        plan = plan with
        {
            Probes = plan.Probes with { CountPerSession = recipe.ProbesPerSession },
            Metaorders = plan.Metaorders with { MaximumPerSession = recipe.MetaordersPerSession },
        };
        return new OrderPlan(plan, new FoldPlan(End(card.Train), End(card.Calibrate), End(card.Test)), card.Seed);
    }

    /// <summary>Null when the rebuilt folds hold as many orders as the card says; else what differs: the store is no longer what the model was trained on.</summary>
    public static string? Difference(ModelCard card, FoldedOrders folds)
    {
        (string Name, int Then, int Now)[] counts =
        [
            ("training", card.Train.Orders, folds.Train.Count), ("calibration", card.Calibrate.Orders, folds.Calibrate.Count), ("test", card.Test.Orders, folds.Test.Count),
        ];
        string[] differences = [.. counts.Where(c => c.Then != c.Now).Select(c => $"{c.Name} {c.Then} then, {c.Now} now")];
        return differences.Length == 0 ? null : $"the store has changed since the model was trained: orders of {string.Join("; ", differences)}";
    }

    private static FoldSpan Span(Timestamp? from, Timestamp until, IReadOnlyList<TrainingOrder> orders) =>
        FoldSpan.Of(from, until, orders.Count, orders.Select(order => order.SessionDate).Distinct().Count());

    private static Timestamp End(FoldSpan span) => Timestamp.From(span.Until ?? throw new CommandException("the model's card has a fold without an end: train a new model"));

    /// <summary>By symbol: those that were given and those that were chosen.</summary>
    public static ImmutableDictionary<string, int> TraderCounts(PreparedOrders prepared) =>
        prepared.Plan.Orders.TraderCounts.SetItems(prepared.Set.TraderChoices.Select(c => KeyValuePair.Create(c.Key, c.Value.Traders)));
}
