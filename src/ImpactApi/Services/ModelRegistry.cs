using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// The model that answers, behind one atomic reference. When the store calls another one active it is read and swapped in; one that cannot be read is refused with the reason,
/// and what answered before goes on.
/// </summary>
internal sealed class ModelRegistry(ImpactStore store, ILogger<ModelRegistry> log)
{
    /// <summary>Models of old answers that replays have asked for.</summary>
    private const int ReplayModelsMax = 4;

    /// <summary>Models that were active before are looked through for one that can be used; an upgrade that reads none of the old ones must not read them all.</summary>
    private const int PreviousModelsMax = 3;

    private readonly BoundedCache<string, ActiveModel?> byHash = new(ReplayModelsMax);
    private volatile ActiveModel active = new(ImpactEstimator.PublishedPriors(FeatureSchema.Create([])), null);
    private volatile ModelFault? fault;

    public ActiveModel Active => active;

    /// <summary>Why the store's active model does not answer; null when it does, or when there is none.</summary>
    public string? Fault => fault?.Reason;

    /// <summary>Follows the store's choice.</summary>
    /// <param name="prepare">Warms what a schema needs before its model answers, so that no question waits for it.</param>
    public async Task FollowAsync(Func<FeatureSchema, Task> prepare, CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        StoredModel? chosen = models.FirstOrDefault(m => m.IsActive);
        if (chosen is null)
            await UsePriorsAsync(prepare, cancellation);
        else if (chosen.Hash == active.Stored?.Hash)
            Keep(chosen);
        else if (chosen.Hash != fault?.Hash)
            await UseAsync(chosen, models, prepare, cancellation);
    }

    /// <summary>The estimator that gave an answer; null when its model is not in the store any more.</summary>
    /// <exception cref="InvalidDataException">The stored bytes are not that model.</exception>
    public async Task<ActiveModel?> FindAsync(string? hash)
    {
        if (hash == active.Hash)
            return active;
        return hash is null ? new ActiveModel(ImpactEstimator.PublishedPriors(await PriorSchemaAsync(default)), null) : await byHash.GetAsync(hash, LoadAsync);
    }

    private async Task<ActiveModel?> LoadAsync(string hash) =>
        await store.Models.LoadByHashAsync(hash) is { } loaded ? Read(loaded) : null;

    /// <summary>The same model; the user may have insisted on it, or given up another one, since.</summary>
    private void Keep(StoredModel chosen)
    {
        fault = null;
        if (chosen.ActivatedAnyway != active.ActivatedAnyway)
            active = active with { Stored = chosen };
    }

    private async Task UseAsync(StoredModel chosen, IReadOnlyList<StoredModel> models, Func<FeatureSchema, Task> prepare, CancellationToken cancellation)
    {
        string? refusal = await TryUseAsync(chosen, prepare, cancellation);
        if (refusal is not null && active.Stored is null)
            await UsePreviousAsync(models.Where(m => m.Id != chosen.Id), prepare, cancellation);
        fault = refusal is null ? null : new ModelFault(chosen.Hash, $"model {chosen.Name} cannot be used: {refusal}");
        if (fault is not null)
            log.LogError("{Fault}; {Previous} goes on", fault.Reason, active.Id ?? "the law on published parameters");
    }

    /// <summary>A process that starts with a model that cannot be used goes on with the one that a process that had run would have gone on with.</summary>
    private async Task UsePreviousAsync(IEnumerable<StoredModel> others, Func<FeatureSchema, Task> prepare, CancellationToken cancellation)
    {
        foreach (StoredModel previous in others.Where(m => m.ActivatedTime is not null).OrderByDescending(m => m.ActivatedTime).Take(PreviousModelsMax))
        {
            if (await TryUseAsync(previous, prepare, cancellation) is null)
                return;
        }
    }

    /// <returns>Why the model cannot be used; null when it answers, or is not there any more.</returns>
    private async Task<string?> TryUseAsync(StoredModel model, Func<FeatureSchema, Task> prepare, CancellationToken cancellation)
    {
        if (await store.Models.LoadAsync(model.Id, cancellation) is not { } loaded)
            return null;
        try
        {
            ActiveModel next = Read(loaded);
            await prepare(next.Schema);
            active = next;
            log.LogInformation("model {Model} answers from now on", model.Name);
            return null;
        }
        catch (InvalidDataException refused)
        {
            return refused.Message;
        }
    }

    private async Task UsePriorsAsync(Func<FeatureSchema, Task> prepare, CancellationToken cancellation)
    {
        fault = null;
        FeatureSchema schema = await PriorSchemaAsync(cancellation);
        if (active.Stored is null && active.Schema.Hash == schema.Hash)
            return;
        await prepare(schema);
        active = new ActiveModel(ImpactEstimator.PublishedPriors(schema), null);
    }

    /// <summary>Without a model the vector carries every series that the store has, for whoever looks at it.</summary>
    private async Task<FeatureSchema> PriorSchemaAsync(CancellationToken cancellation) => FeatureSchema.Create(await store.Signals.KeysAsync(cancellation));

    private static ActiveModel Read(LoadedModel loaded)
    {
        ModelArtifact artifact = ModelArtifactFormat.Read(loaded.Artifact);
        if (artifact.Hash != loaded.Model.Hash)
            throw new InvalidDataException($"its bytes have the hash {artifact.Hash}, the store recorded {loaded.Model.Hash}");
        return new ActiveModel(ImpactEstimator.FromArtifact(artifact), loaded.Model);
    }

    private sealed record ModelFault(string Hash, string Reason);
}
