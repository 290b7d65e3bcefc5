using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Reporting;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact audit: what administrators did.</summary>
internal static class AuditCommand
{
    private const int RowsMax = 100_000;

    private static readonly Option<int> last = new("--last") { HelpName = "N", DefaultValueFactory = _ => 50, Description = "How many acts, latest first." };

    public static Command Create()
    {
        Command command = new("audit", "Show what administrators did: keys made, rotated and revoked, models activated.") { last };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        int rows = parsed.GetValue(last);
        if (rows is < 1 or > RowsMax)
            throw new CommandException($"--last is {rows}; valid: 1 to {RowsMax}", ExitCodes.Usage);
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        ReportTable table = new("Audit", "action", "subject", "who", "when", "detail");
        foreach (AuditEntry entry in await store.Audit.ListAsync(rows, cancellation))
            table.Add(entry.Action, entry.Subject, entry.Actor, entry.Time.ToString(), entry.DetailJson);
        Reports.For(parsed.InvocationConfiguration.Output).Table(table);
        return ExitCodes.Success;
    }
}
