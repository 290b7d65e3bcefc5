using System.Diagnostics;
using System.Globalization;

namespace ImpactService.Tests.DataAccess;

/// <summary>This assembly run as another process.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;

    private ChildProcess(Process process, int serverProcessId, bool isOwner) => (this.process, ServerProcessId, IsOwner) = (process, serverProcessId, isOwner);

    public int ServerProcessId { get; }

    public bool IsOwner { get; }

    /// <summary>Returns when the child has opened the store and done what it was asked to.</summary>
    public static async Task<ChildProcess> StartAsync(string what, string dataDirectory)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ChildProcess).Assembly.Location, what, dataDirectory]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync();
        string[] parts = line?.Split(' ') ?? [];
        Assert.True(parts is ["ready", _, _], $"the child process said '{line}'");
        return new ChildProcess(process, int.Parse(parts[1], CultureInfo.InvariantCulture), bool.Parse(parts[2]));
    }

    /// <summary>SIGKILL: nothing of the child's own gets to run.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lets the child end by itself.</summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
