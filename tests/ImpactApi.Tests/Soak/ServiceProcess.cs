using System.Collections.Concurrent;
using System.Diagnostics;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.Tests.ImpactApi.Soak;

/// <summary>The API as a process of its own on a database of its own, whose memory is its own too.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Greeting = "Market impact API";

    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public int Id => process.Id;

    /// <summary>What it has written so far.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Returns when the service is ready.</summary>
    public static async Task<ServiceProcess> StartAsync(string connectionString, params string[] settings)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "ImpactApi.dll");
        string[] arguments = [program, "--urls", "http://127.0.0.1:0", $"--{ImpactOptions.Section}:{nameof(ImpactOptions.Connection)}={connectionString}", .. settings];
        ServiceProcess service = new(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() });
        service.process.Start();
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        await Task.WhenAny(service.address.Task, service.process.WaitForExitAsync(), Task.Delay(startLimit));
        Assert.True(service.address.Task.IsCompletedSuccessfully, $"the service did not start: {string.Join('\n', service.lines)}");
        service.Client.BaseAddress = await service.address.Task;
        await ApiFixture.UntilReadyAsync(service.Client);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (line.StartsWith(Greeting, StringComparison.Ordinal))
            address.TrySetResult(new Uri(line[Greeting.Length..].Trim().Split(' ')[0]));
    }
}
