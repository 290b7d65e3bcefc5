using System.Diagnostics;

namespace ImpactService.DataAccess.Postgres;

/// <summary>Runs a short command to its end.</summary>
internal static class HelperCommand
{
    public readonly record struct Result(int ExitCode, string Output, string Error);

    /// <exception cref="StoreException">The command cannot be started.</exception>
    public static Task<Result> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) => RunAsync(command, new Dictionary<string, string>(), cancellationToken);

    /// <param name="variables">For its environment beside this process's own.</param>
    /// <exception cref="StoreException">The command cannot be started.</exception>
    public static async Task<Result> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new Result(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new StoreException($"cannot start '{start.FileName}': {failure.Message}", failure);
        }
    }

    /// <summary>Full path of a command, or null when none of the directories of PATH has it.</summary>
    public static string? Find(string name)
    {
        string[] directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);
    }
}
