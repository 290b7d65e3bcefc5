using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Training;

/// <summary>Orders made again from the store for a model that was trained on such, with the features that it reads.</summary>
internal sealed class CardOrders(ImpactStore store, ModelArtifact artifact)
{
    /// <param name="plan">Of the model's card (<see cref="OrderCards.ToPlan"/>), or changed from it.</param>
    /// <exception cref="CommandException">The store can no longer make the orders.</exception>
    public async Task<PreparedOrders> LoadAsync(OrderPlan plan, IProgress<Stage> progress, CancellationToken cancellation)
    {
        PreparedOrders prepared = await new OrderPreparation(store).LoadAsync(plan, progress, cancellation);
        return prepared.Set.Schema.Hash == artifact.Schema.Hash
            ? prepared
            : throw new CommandException("the store now has other external signals than the model was trained on: train a new model");
    }
}
