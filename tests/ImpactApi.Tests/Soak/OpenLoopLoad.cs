using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace ImpactService.Tests.ImpactApi.Soak;

/// <summary>Estimates at a fixed rate, sent when they are due and not when the last answer has come; latency counts from the intended moment, so that a service that stalls does not look fast.</summary>
internal sealed class OpenLoopLoad(HttpClient client, int requestsPerSecond)
{
    /// <summary>A service that answers nothing for seconds has failed; the load then stops rather than fill the memory.</summary>
    private const int InFlightMax = 5_000;

    private static readonly string[] orders =
    [
        """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT5M","strategy":"balanced","asOf":"latest"}""",
        """{"instrument":"ACORN-USD","side":"sell","notional":"25000","horizon":"PT1H","takerFraction":0.3,"asOf":"latest"}""",
        """{"instrument":"ELM","side":"sell","advFraction":"0.01","horizon":"PT0S","asOf":"latest"}""",
        """{"instrument":"SOAK-USD","side":"buy","quantity":"20","horizon":"PT10M","asOf":"latest","marketState":{"advUnits":"50000","dailyVolatility":0.02}}""",
    ];

    private readonly ConcurrentBag<string> errors = [];
    private readonly ConcurrentBag<double> latenciesMs = [];
    private int inFlight;

    public IReadOnlyCollection<string> Errors => errors;

    public int Answers => latenciesMs.Count;

    public async Task RunAsync(TimeSpan duration)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long total = (long)(duration.TotalSeconds * requestsPerSecond);
        List<Task> recent = [];
        for (long sent = 0; sent < total;)
        {
            long due = Math.Min(total, (long)(watch.Elapsed.TotalSeconds * requestsPerSecond) + 1);
            for (; sent < due; sent++)
                recent.Add(AskAsync(orders[sent % orders.Length], watch, TimeSpan.FromSeconds((double)sent / requestsPerSecond)));
            recent.RemoveAll(t => t.IsCompleted);
            Assert.True(Volatile.Read(ref inFlight) < InFlightMax, "the service stalled");
            await Task.Delay(1);
        }

        await Task.WhenAll(recent);
    }

    /// <summary>A quantile of the latency in milliseconds.</summary>
    public double LatencyMs(double level)
    {
        double[] sorted = [.. latenciesMs.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(level * sorted.Length))];
    }

    private async Task AskAsync(string order, Stopwatch watch, TimeSpan due)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            using StringContent content = new(order, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content);
            string text = await response.Content.ReadAsStringAsync();
            latenciesMs.Add((watch.Elapsed - due).TotalMilliseconds);
            if (!response.IsSuccessStatusCode || !text.Contains("\"recorded\":true", StringComparison.Ordinal))
                errors.Add($"{(int)response.StatusCode} {text[..Math.Min(300, text.Length)]}");
        }
        catch (HttpRequestException failure)
        {
            errors.Add(failure.Message);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }
}
