using ImpactService.DataAccess;
using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Training;

/// <summary>From what the user asked for to training orders in their folds; and the same orders again from a model's card.</summary>
internal sealed class OrderPreparation(ImpactStore store)
{
    /// <exception cref="CommandException">The store cannot serve the selection; the message says why.</exception>
    public Task<OrderPlan> PlanAsync(TrainingSelection selection, CancellationToken cancellation) =>
        PlanAsync(selection, days => FoldPlanning.Resolve(selection, days), cancellation);

    /// <param name="foldsOf">The folds of the days that the store has.</param>
    /// <exception cref="CommandException">The store cannot serve the selection; the message says why.</exception>
    public async Task<OrderPlan> PlanAsync(TrainingSelection selection, Func<IEnumerable<DateOnly>, FoldPlan> foldsOf, CancellationToken cancellation)
    {
        await RequireKnownAsync(selection, cancellation);
        TrainingOrderPlan plan = new TrainingOrderPlan { Kinds = selection.Kinds, Symbols = selection.Symbols, From = selection.From }.WithSeed(selection.Seed);
        TrainingSession[] sessions = [.. await new TrainingOrderSource(store).SessionsAsync(plan, cancellation)];
        FoldPlan folds = foldsOf(sessions.Select(s => s.Date));
        TrainingSession[] used = [.. sessions.Where(s => s.Date <= LastDayBegunBefore(folds.TestUntil))];
        if (used.Length == 0)
            throw new CommandException($"no usable session begins before {folds.TestUntil}");
        plan = plan with
        {
            Symbols = [.. used.Select(s => s.Symbol).Distinct().Order(StringComparer.Ordinal)],
            From = used.Min(s => s.Date),
            To = used.Max(s => s.Date),
            SelectTradersUntil = LastWholeDay(folds.TrainUntil),
        };
        return new OrderPlan(OrderQuota.Apply(plan, used.Length, selection.MaximumOrders), folds, selection.Seed);
    }

    public async Task<PreparedOrders> LoadAsync(OrderPlan plan, IProgress<Stage> progress, CancellationToken cancellation)
    {
        StageReporter<TrainingOrderProgress> reporter = new(progress, p => new Stage(p.Stage, p.Done, p.Total));
        TrainingOrderSet set = await new TrainingOrderSource(store).LoadAsync(plan.Orders, reporter, cancellation);
        return new PreparedOrders(plan, set, plan.Folds.Split(set.Orders));
    }

    private async Task RequireKnownAsync(TrainingSelection selection, CancellationToken cancellation)
    {
        string[] known = [.. (await store.Instruments.ListAsync(cancellation)).Select(i => i.Symbol)];
        if (known.Length == 0)
            throw new CommandException("the store is empty: import market data first (impact import --help)");
        if (selection.Symbols?.FirstOrDefault(symbol => !known.Contains(symbol)) is { } unknown)
            throw new CommandException($"--instruments: '{unknown}' is not in the store, which has {SymbolList.Of(known)}");
    }

    private static DateOnly LastDayBegunBefore(Timestamp end) => DateOnly.FromDateTime(new Timestamp(end.UnixMicros - 1).ToUtcDateTime());

    /// <summary>The last UTC day that ends at or before.</summary>
    private static DateOnly LastWholeDay(Timestamp end) => DateOnly.FromDateTime(end.ToUtcDateTime()).AddDays(-1);
}
