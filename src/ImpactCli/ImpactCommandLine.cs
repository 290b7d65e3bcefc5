using System.CommandLine;
using System.CommandLine.Help;
using System.Data.Common;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Commands;

namespace ImpactService.ImpactCli;

/// <summary>
/// The command `impact`: one file per command in Commands/, the shared options here, and the one place where an expected failure becomes
/// one line on the error stream and an exit code. Ctrl-C cancels the token that the command was given and waits for it to clean up.
/// </summary>
internal static class ImpactCommandLine
{
    /// <summary>An interrupted import rolls back, a private server shuts down: both take well below this, and a hung one must not hold the terminal.</summary>
    private static readonly TimeSpan CleanUpLimit = TimeSpan.FromSeconds(30);

    public static RootCommand Create()
    {
        RootCommand root = new("Pre-trade market impact: import market data, train, backtest and manage models.")
        {
            StoreOptions.Data,
            StoreOptions.Connection,
        };
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(SampleCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(BacktestCommand.Create());
        root.Subcommands.Add(ImportanceCommand.Create());
        root.Subcommands.Add(CompareCommand.Create());
        root.Subcommands.Add(LawsCommand.Create());
        root.Subcommands.Add(ModelsCommand.Create());
        root.Subcommands.Add(ExportTrainingSetCommand.Create());
        root.Subcommands.Add(BackupCommand.CreateBackup());
        root.Subcommands.Add(BackupCommand.CreateRestore());
        root.Subcommands.Add(KeysCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        return root;
    }

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        ParseResult parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            return Fail(error, $"{string.Join(" ", parsed.Errors.Select(e => e.Message))} (see impact {CommandName(parsed)}--help)", ExitCodes.Usage);
        try
        {
            return await parsed.InvokeAsync(Configuration(output, error), cancellation);
        }
        catch (CommandException failure)
        {
            return Fail(error, failure.Message, failure.ExitCode);
        }
        catch (StoreException failure)
        {
            return Fail(error, failure.Message, ExitCodes.Failure);
        }
        catch (OperationCanceledException)
        {
            return Fail(error, "cancelled", ExitCodes.Cancelled);
        }
        catch (DbException failure)
        {
            return Fail(error, $"database: {failure.Message}", ExitCodes.Failure);
        }
        catch (TimeoutException failure)
        {
            return Fail(error, failure.Message, ExitCodes.Failure);
        }
        catch (IOException failure)
        {
            return Fail(error, failure.Message, ExitCodes.Failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            return Fail(error, failure.Message, ExitCodes.Failure);
        }
    }

    private static InvocationConfiguration Configuration(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = CleanUpLimit,
    };

    private static string CommandName(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    private static int Fail(TextWriter error, string message, int exitCode)
    {
        error.WriteLine($"impact: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
