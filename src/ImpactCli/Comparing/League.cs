using System.Collections.Immutable;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Test orders and what every contender made of them: order i of one is order i of all, so that comparisons are paired.</summary>
/// <param name="Cells">[orders] calibration cell, by the edges of the model that was tested on the order.</param>
/// <param name="PriceShiftOrders">Indices of the orders that have a price shift.</param>
internal sealed record League(
    ImmutableArray<TrainingOrder> Orders,
    int[] Cells,
    ImmutableArray<Contender> Learners,
    ImmutableArray<Contender> Laws,
    ImmutableArray<int> PriceShiftOrders,
    ulong Seed)
{
    public IEnumerable<Contender> All => Learners.Concat(Laws);

    /// <summary>[orders].</summary>
    public int[] Days { get; } = [.. Orders.Select(order => order.SessionDate.DayNumber)];

    /// <summary>The law with the lowest mean CRPS over all of these orders.</summary>
    public Contender BestLaw => Laws.MinBy(law => law.Slippage.Crps.Average())!;

    /// <summary>The learner with the lowest mean CRPS.</summary>
    public Contender BestLearner => Learners.MinBy(learner => learner.Slippage.Crps.Average())!;

    public JudgedOrders Part(string name, Func<int, bool> isWanted) => new(name, Days, Seed, isWanted);

    /// <summary>The leagues of several steps, one after the other.</summary>
    public static League Join(IReadOnlyList<League> steps) => new(
        [.. steps.SelectMany(step => step.Orders)],
        [.. steps.SelectMany(step => step.Cells)],
        [.. steps[0].Learners.Select((_, i) => Contender.Join([.. steps.Select(step => step.Learners[i])]))],
        [.. steps[0].Laws.Select((_, i) => Contender.Join([.. steps.Select(step => step.Laws[i])]))],
        Shifted(steps),
        steps[0].Seed);

    private static ImmutableArray<int> Shifted(IReadOnlyList<League> steps)
    {
        List<int> orders = [];
        int before = 0;
        foreach (League step in steps)
        {
            orders.AddRange(step.PriceShiftOrders.Select(i => before + i));
            before += step.Orders.Length;
        }

        return [.. orders];
    }
}
