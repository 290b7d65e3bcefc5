using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Access;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact keys: who may call the API. A key is shown once, when it is made.</summary>
internal static class KeysCommand
{
    private static readonly Argument<string> id = new("ID") { Description = "The key's public part: the 12 digits after impact_." };

    private static readonly Option<string> name = new("--name") { HelpName = "NAME", Required = true, Description = "What the key is for." };

    private static readonly Option<string> tenant = new("--tenant") { HelpName = "TENANT", Required = true, Description = "Whose rows it writes and reads; keys of one tenant share them." };

    private static readonly Option<string> scopes = new("--scopes")
    {
        HelpName = "LIST",
        DefaultValueFactory = _ => "estimate",
        Description = "What it may do: estimate, ingest, admin, separated by commas.",
    };

    private static readonly Option<int?> rate = new("--requests-per-second") { HelpName = "N", Description = "Its limit; without it that of the server (Impact__KeyRequestsPerSecond)." };

    private static readonly Option<double?> expires = new("--expires-days") { HelpName = "DAYS", Description = "When it ends by itself; without it never." };

    private static readonly Option<bool> ifNone = new("--if-none") { Description = "Do nothing when there is a usable key already." };

    private static readonly Option<double> overlap = new("--overlap-hours")
    {
        HelpName = "HOURS",
        DefaultValueFactory = _ => 24,
        Description = "How long the old key is accepted beside the new one; 0 ends it at once.",
    };

    public static Command Create()
    {
        Command create = new("create", "Make a key and show it, once.") { name, tenant, scopes, rate, expires, ifNone };
        create.SetAction(CreateAsync);
        Command list = new("list", "List the keys, without what is secret of them.");
        list.SetAction(ListAsync);
        Command rotate = new("rotate", "Make a new key in place of one, and let that one end after an overlap.") { id, overlap };
        rotate.SetAction(RotateAsync);
        Command revoke = new("revoke", "End a key; running services refuse it within their poll (2 s).") { id };
        revoke.SetAction(RevokeAsync);
        return new Command("keys", "Make, list, rotate and revoke API keys.") { create, list, rotate, revoke };
    }

    private static async Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        NewApiKey key = KeyOptions.Check(parsed.GetRequiredValue(name), parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(scopes), parsed.GetValue(rate), parsed.GetValue(expires), TimeProvider.System);
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        if (parsed.GetValue(ifNone) && (await store.ApiKeys.ListAsync(cancellation)).Any(k => k.IsUsableAt(Timestamp.From(TimeProvider.System.GetUtcNow()))))
            return ExitCodes.Success;
        IssuedKey issued = await store.ApiKeys.CreateAsync(key, cancellation);
        Show(parsed, issued);
        return ExitCodes.Success;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        IReadOnlyList<ApiKey> keys = await store.ApiKeys.ListAsync(cancellation);
        IReport report = Reports.For(parsed.InvocationConfiguration.Output);
        if (keys.Count == 0)
            report.Line("no keys yet: impact keys create makes one");
        else
            report.Table(KeyTable.Of(keys, Timestamp.From(TimeProvider.System.GetUtcNow())));
        return ExitCodes.Success;
    }

    private static async Task<int> RotateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        double hours = KeyOptions.CheckOverlap(parsed.GetValue(overlap));
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        string old = parsed.GetRequiredValue(id);
        if (await store.ApiKeys.RotateAsync(old, TimeSpan.FromHours(hours).TotalSeconds, cancellation) is not { } issued)
            throw new CommandException($"there is no usable key '{old}': impact keys list shows them");
        Show(parsed, issued);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"key {old} is accepted for another {hours} h");
        return ExitCodes.Success;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        string asked = parsed.GetRequiredValue(id);
        if (await store.ApiKeys.RevokeAsync(asked, cancellation) is not { } revoked)
            throw new CommandException($"there is no key '{asked}' that is not revoked: impact keys list shows them");
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"key {revoked.Id} ({revoked.Name}) is revoked");
        return ExitCodes.Success;
    }

    private static void Show(ParseResult parsed, IssuedKey issued) => parsed.InvocationConfiguration.Output.WriteLine($"""
        API key {issued.Key.Id} "{issued.Key.Name}" of tenant {issued.Key.Tenant}, scopes {KeyTable.ScopesOf(issued.Key)}. Only its hash is kept, so this is shown once:
          {issued.Text}
        Send it as "Authorization: Bearer {ApiKeyText.Prefix}...". On this machine the API asks for a key only with Impact__RequireKeys=true.
        """);
}
