namespace ImpactService.ImpactCli;

/// <summary>An expected failure of a command. Its message is the one line that the user sees: what is wrong, with the value, and what to do.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
