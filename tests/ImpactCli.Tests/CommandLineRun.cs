using ImpactService.ImpactCli;

namespace ImpactService.Tests.ImpactCli;

/// <summary>One run of the command line in this process: exit code and what it wrote.</summary>
internal sealed record CommandLineRun(int ExitCode, string Output, string Error)
{
    public static Task<CommandLineRun> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public static async Task<CommandLineRun> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = await ImpactCommandLine.RunAsync(args, output, error, cancellationToken);
        return new CommandLineRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Expected failures are one line that begins with the program's name.</summary>
    public string OneErrorLine()
    {
        string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("impact: ", line, StringComparison.Ordinal);
        return line;
    }
}
