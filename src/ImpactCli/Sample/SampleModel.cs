using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Sample;

/// <summary>
/// The model that a first start answers from: trained as `impact train` does, on fewer orders, and active only if its backtest passes. Where the store has a model already, nothing is trained.
/// </summary>
internal sealed class SampleModel(ImpactStore store, IQuantileLearner learner, TextWriter output)
{
    /// <summary>Under a thousand per session of the sample market: a first start is a minute or two on two cores, and every stratum of size, horizon and strategy is filled.</summary>
    internal const int OrdersMax = 60_000;

    private const ulong Seed = 1;

    private static readonly TrainingSelection everything =
        new([TrainingOrderKind.Probe, TrainingOrderKind.Metaorder, TrainingOrderKind.Own], Symbols: null, TrainUntil: null, CalibrateUntil: null, TestUntil: null, Seed, OrdersMax);

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        if (models.Any(model => model.IsActive))
            return;
        if (models.Count == 0 && (await new TrainingFlow(store, learner, output).RunAsync(everything, cancellation)).IsActivated)
            return;
        output.WriteLine("No model is active: the API answers from the laws on published parameters (rung parametric). `impact models list` shows which models there are and why none was taken.");
    }
}
