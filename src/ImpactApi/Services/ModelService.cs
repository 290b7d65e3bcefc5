using System.Text.Json;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactApi.Services;

/// <summary>What is known of the models.</summary>
internal sealed class ModelService(ImpactStore store, ModelRegistry registry)
{
    public async Task<ModelsAnswer> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        return new ModelsAnswer { ActiveModelId = registry.Active.Id, Fault = registry.Fault, Models = [.. models.Select(Describe)] };
    }

    /// <param name="id">The model's id or its hash.</param>
    public async Task<Outcome<ModelAnswer>> FindAsync(string id, CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        if (models.FirstOrDefault(m => m.Name == id || m.Hash == id) is not { } model || await store.Models.LoadAsync(model.Id, cancellation) is not { } loaded)
            return new Refusal(ProblemCode.UnknownModel, $"no model has the id '{FieldText.Cut(id)}'; /v1/models lists them");
        return WithCard(Describe(model), loaded);
    }

    /// <summary>A model that cannot be read is still listed, with the reason.</summary>
    private static ModelAnswer WithCard(ModelAnswer answer, LoadedModel loaded)
    {
        try
        {
            return answer with { Card = JsonSerializer.Deserialize(ModelArtifactFormat.Read(loaded.Artifact).Card.ToJson(), WireJson.Context.JsonElement) };
        }
        catch (InvalidDataException corrupt)
        {
            return answer with { Fault = corrupt.Message };
        }
    }

    private static ModelAnswer Describe(StoredModel model) => new()
    {
        Id = model.Name,
        Hash = model.Hash,
        CreatedTime = model.CreatedTime,
        TrainedThrough = model.TrainedThrough,
        FeatureSchemaHash = model.FeatureSchemaHash,
        Status = WireName.Of(model.Status),
        SizeBytes = model.ArtifactBytes,
        Active = model.IsActive,
        ActivatedAnyway = model.ActivatedAnyway,
        Promotion = JsonSerializer.Deserialize(model.PromotionJson, WireJson.Context.JsonElement),
    };
}
