using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact models: which there are, what one is made of, and which one answers.</summary>
internal static class ModelsCommand
{
    private static readonly Argument<string> id = new("ID") { Description = "The model's number, name or the start of its hash." };

    private static readonly Option<bool> anyway = new("--anyway") { Description = "Activate a model that has not passed its backtest. Every answer will say so." };

    public static Command Create()
    {
        Command list = new("list", "List the models, latest first.");
        list.SetAction(ListAsync);
        Command show = new("show", "Show what a model was trained on and how it was judged.") { id };
        show.SetAction(ShowAsync);
        Command activate = new("activate", "Let a model answer from now on, if it has passed its backtest.") { id, anyway };
        activate.SetAction(ActivateAsync);
        return new Command("models", "List, show and activate trained models.") { list, show, activate };
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        IReadOnlyList<StoredModel> models = await store.Models.ListAsync(cancellation);
        IReport report = Reports.For(parsed.InvocationConfiguration.Output);
        if (models.Count == 0)
            report.Line("no models yet: impact train makes one");
        else
            report.Table(ModelTable.Of(models));
        return ExitCodes.Success;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        OpenedModel model = await ModelLookup.FindAsync(store, parsed.GetRequiredValue(id), cancellation);
        ModelSheet.Write(Reports.For(parsed.InvocationConfiguration.Output), model);
        return ExitCodes.Success;
    }

    private static async Task<int> ActivateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        OpenedModel model = await ModelLookup.FindAsync(store, parsed.GetRequiredValue(id), cancellation);
        bool passes = model.Artifact.Card.Scores is { Passes: true };
        if (!passes && !parsed.GetValue(anyway))
            throw new CommandException($"model {model.Stored.Id} is not activated: {Reason(model.Artifact.Card)}. --anyway activates it all the same, flagged in every answer");
        if (!await store.Models.ActivateAsync(model.Stored.Id, anyway: !passes, cancellation))
            throw new CommandException($"model {model.Stored.Id} has just been deleted");
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"model {model.Stored.Id} ({model.Stored.Name}) is active{(passes ? "" : $", flagged: {Reason(model.Artifact.Card)}")}");
        return ExitCodes.Success;
    }

    private static string Reason(ModelCard card) => card.Scores is { } scores ? PromotionLine.Misses(scores) : "it was never judged on a test fold";
}
