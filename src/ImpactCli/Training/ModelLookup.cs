using System.CommandLine;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Training;

/// <summary>A stored model and what it is made of.</summary>
internal sealed record OpenedModel(StoredModel Stored, ModelArtifact Artifact);

/// <summary>Finds models of the store by what a user types: the number, the name, or the start of the hash.</summary>
internal static class ModelLookup
{
    public static readonly Option<string?> Option = new("--model") { HelpName = "ID", Description = "The model's number, name or the start of its hash. Default: the active one, else the latest." };

    /// <summary>A shorter start of a hash is an accident.</summary>
    private const int MinimumHashLength = 6;

    /// <exception cref="CommandException">There is no such model, or this program cannot read it.</exception>
    public static async Task<OpenedModel> FindAsync(ImpactStore store, string text, CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        StoredModel[] matching = [.. models.Where(model => IsMeant(model, text))];
        return matching.Length switch
        {
            1 => await OpenAsync(store, matching[0].Id, cancellation),
            0 => throw new CommandException($"there is no model '{Short(text)}': {(models.Count == 0 ? "the store has none, train one first (impact train)" : "impact models list shows those there are")}"),
            _ => throw new CommandException($"'{Short(text)}' means {matching.Length} models: give the number"),
        };
    }

    /// <summary>The active model, else the latest.</summary>
    /// <exception cref="CommandException">The store has no model, or this program cannot read it.</exception>
    public static async Task<OpenedModel> DefaultAsync(ImpactStore store, CancellationToken cancellation)
    {
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        StoredModel chosen = models.FirstOrDefault(model => model.IsActive) ?? models.FirstOrDefault() ?? throw new CommandException("the store has no model: train one first (impact train)");
        return await OpenAsync(store, chosen.Id, cancellation);
    }

    /// <summary>What <see cref="Option"/> says.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public static Task<OpenedModel> ReadAsync(ImpactStore store, ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(Option) is { } text ? FindAsync(store, text, cancellation) : DefaultAsync(store, cancellation);

    private static bool IsMeant(StoredModel model, string text) =>
        model.Id.ToString(CultureInfo.InvariantCulture) == text
        || model.Name == text
        || (text.Length >= MinimumHashLength && model.Hash.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    private static async Task<OpenedModel> OpenAsync(ImpactStore store, int id, CancellationToken cancellation)
    {
        LoadedModel loaded = await store.Models.LoadAsync(id, cancellation) ?? throw new CommandException($"model {id} has just been deleted");
        try
        {
            return new OpenedModel(loaded.Model, ModelArtifactFormat.Read(loaded.Artifact));
        }
        catch (InvalidDataException failure)
        {
            throw new CommandException($"model {id}: {failure.Message}");
        }
    }

    private static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]}...";
}
