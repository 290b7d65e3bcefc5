using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImpactService.ImpactApi.Hosting;

namespace ImpactService.Tests.ImpactApi.Faults;

/// <summary>The API as a process of its own that a test can kill.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ApiProcess(Process process) => this.process = process;

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Returns when the API is ready.</summary>
    public static async Task<ApiProcess> StartAsync(string dataDirectory, params (string Name, string Value)[] settings)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "ImpactApi.dll");
        string[] arguments = [program, "--urls", "http://127.0.0.1:0", $"--{ImpactOptions.Section}:Data={dataDirectory}", .. settings.Select(s => $"--{ImpactOptions.Section}:{s.Name}={s.Value}")];
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.Environment.Remove("IMPACT_CONNECTION");
        ApiProcess api = new(Process.Start(start)!);
        TaskCompletionSource<Uri> address = new();
        api.process.OutputDataReceived += (_, line) => api.Keep(line.Data, address);
        api.process.ErrorDataReceived += (_, line) => api.Keep(line.Data, address);
        api.process.BeginOutputReadLine();
        api.process.BeginErrorReadLine();
        await Task.WhenAny(address.Task, api.process.WaitForExitAsync(), Task.Delay(startLimit));
        Assert.True(address.Task.IsCompletedSuccessfully, $"the API did not start: {api.Output}");
        api.Client.BaseAddress = await address.Task;
        await ApiFixture.UntilReadyAsync(api.Client);
        return api;
    }

    /// <summary>SIGKILL: nothing of its own gets to run.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<JsonElement> ReadyAsync()
    {
        using HttpResponseMessage response = await Client.GetAsync("/health/ready");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until every answer is in the store.</summary>
    public async Task UntilNothingWaitsAsync(TimeSpan limit)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < limit)
        {
            if ((await ReadyAsync()).GetProperty("recordsWaiting").GetInt32() == 0)
                return;
            await Task.Delay(50);
        }

        Assert.Fail($"answers still wait after {limit}: {Output}");
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

    private void Keep(string? line, TaskCompletionSource<Uri> address)
    {
        const string greeting = "Market impact API";
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (line.StartsWith(greeting, StringComparison.Ordinal))
            address.TrySetResult(new Uri(line[greeting.Length..].Trim().Split(' ')[0]));
    }
}
