using System.Collections.Immutable;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Training orders as a judge looks at them: those that an answer can be given for, in order of time.</summary>
internal static class JudgeOrders
{
    public static ImmutableArray<TrainingOrder> Usable(IEnumerable<TrainingOrder> orders, FeatureSchema schema)
    {
        LawInputReader reader = new(schema);
        return [.. orders.Where(order => LawInputReader.IsUsable(reader.Read(order.Features))).OrderBy(o => o.T0.UnixMicros).ThenBy(o => o.Id, StringComparer.Ordinal)];
    }

    public static TestOrder ToTestOrder(TrainingOrder order) =>
        new(order.Id, KindNames.Of(order.Kind), order.Symbol, order.SessionDate.DayNumber, order.Features, order.SlippageBps, order.PriceShiftBps);
}
