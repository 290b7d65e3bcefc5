using System.Collections.Immutable;
using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>What one session gives to a training set, and what it could not use.</summary>
public sealed record SessionOrders(TrainingOrderBatch Batch, ImmutableSortedDictionary<OwnOrderRejection, int> RejectedOwn);

/// <summary>
/// From the tape of one session to its training orders: all wanted kinds, labelled, with features, by t0. Sessions are independent of each other, so they may be built in parallel (one call each; an instance holds no state).
/// </summary>
public sealed class SessionTrainingOrders(TrainingOrderOptions options, FeatureSchema schema)
{
    private readonly ProbeOrderGenerator probes = new(options.Probes);
    private readonly MetaorderGenerator metaorders = new(options.Metaorders);
    private readonly OwnOrderLabels own = new(options.Own);
    private readonly TrainingOrderBuilder builder = new(schema);

    /// <param name="history">Of the tape's instrument; only sessions before the tape's are used.</param>
    /// <param name="executed">The user's orders of this instrument that arrived in this session.</param>
    public SessionOrders Build(SessionTape tape, SessionHistory history, IEnumerable<ExecutedOrder> executed)
    {
        TapeIndex index = TapeIndex.Build(tape);
        OwnOrderBatch ownBatch = own.Label(index, Wants(TrainingOrderKind.Own) ? executed : []);
        TrainingOrder[] orders =
        [
            .. Wants(TrainingOrderKind.Probe) ? probes.Generate(index, history.Before(tape.Session.Date).Curve) : [],
            .. Wants(TrainingOrderKind.Metaorder) ? metaorders.Generate(index) : [],
            .. ownBatch.Orders,
        ];
        return new SessionOrders(builder.Build(tape, history, orders), ownBatch.Rejections);
    }

    private bool Wants(TrainingOrderKind kind) => options.Kinds.Contains(kind);
}
