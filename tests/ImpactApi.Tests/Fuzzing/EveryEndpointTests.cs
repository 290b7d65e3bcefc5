using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImpactService.DataAccess;
using ImpactService.ImpactModels.Numerics;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit.Abstractions;

namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>Generated and mutated requests to every operation of the OpenAPI document, over a real socket: an answer or a problem, never a failure of the service, never its insides, never without end.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class EveryEndpointTests(ApiFixture api, ITestOutputHelper output)
{
    /// <summary>How many; bench/fuzz.sh sets 100,000 and more.</summary>
    private const string CountVariable = "IMPACT_FUZZ_REQUESTS";

    /// <summary>Where the figures of a run go as one JSON line.</summary>
    private const string FiguresVariable = "IMPACT_FUZZ_FIGURES";

    private const string SeedVariable = "IMPACT_FUZZ_SEED";
    private const int CountDefault = 3_000;
    private const int Workers = 4;
    private static readonly TimeSpan answerLimit = TimeSpan.FromSeconds(10);

    /// <summary>Of the requests to each operation.</summary>
    private const double AnsweredShareMin = 0.04;

    /// <summary>What only the insides of the program would say.</summary>
    private static readonly string[] insides = ["   at ", "Exception", "Npgsql", "SQLSTATE", "System.", "stack trace"];

    private readonly ConcurrentBag<string> faults = [];
    private readonly ConcurrentDictionary<string, int[]> classes = new();
    private long slowestTicks;

    [Fact]
    public async Task Ask_AnythingAnywhere_NeverFails()
    {
        int count = Setting(CountVariable, CountDefault), seed = Setting(SeedVariable, 20_251_031);
        (string connection, _) = await api.CopyDatabaseAsync();
        string model = await SaveModelAsync(connection);
        await using WebApplicationFactory<Program> factory = ApiFixture.Create(connection, api.Clock);
        factory.UseKestrel(0);
        factory.StartServer();
        using HttpClient client = factory.CreateClient();
        client.Timeout = answerLimit;
        await ApiFixture.UntilReadyAsync(client);
        ApiOperations operations = new(JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/openapi/impact.v1.json")));
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(client, operations, new FuzzRequests(operations, new SeededRandom((ulong)(seed + worker))), model, count / Workers))));
        Report(count, Stopwatch.GetElapsedTime(start));

        Assert.True(faults.IsEmpty, string.Join("\n", faults.Take(10)));
        Assert.All(operations.All, o => Assert.True(classes.ContainsKey(o.Name), $"{o.Name} was not asked"));
        Assert.True((await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        AssertReachesBehindTheValidator(operations);
    }

    /// <summary>An operation that hardly ever answers 2xx is only fuzzed at its door.</summary>
    private void AssertReachesBehindTheValidator(ApiOperations operations) => Assert.All(operations.All, o =>
        Assert.True(classes[o.Name][2] >= AnsweredShareMin * classes[o.Name].Sum(), $"{o.Name}: {classes[o.Name][2]} of {classes[o.Name].Sum()} were answered"));

    /// <summary>A trained model answers, so that the learned rung is reached too.</summary>
    private static async Task<string> SaveModelAsync(string connection)
    {
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connection });
        return (await TestModel.SaveActiveAsync(store)).Id;
    }

    [GeneratedRegex("\"(estimateId|jobId|stream)\":\"([^\"]+)\"")]
    private static partial Regex Id();

    private async Task WorkAsync(HttpClient client, ApiOperations operations, FuzzRequests requests, string model, int count)
    {
        requests.Learn("models", model);
        for (int i = 0; i < count && faults.Count < 10; i++)
        {
            ApiOperation operation = operations.All[i % operations.All.Count];
            using HttpRequestMessage request = requests.Next(operation);
            string sent = $"{request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
            string answer = await AskAsync(client, operation, request, sent);
            if (operation.Bodies.Count > 0 && Id().Match(answer) is { Success: true } id)
                requests.Learn(id.Groups[1].Value == "stream" ? operation.Path.Split('/')[2] : id.Groups[1].Value == "jobId" ? "baskets" : "estimates", id.Groups[2].Value);
        }
    }

    /// <returns>The answer's text; empty where there is none.</returns>
    private async Task<string> AskAsync(HttpClient client, ApiOperation operation, HttpRequestMessage request, string sent)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request);
            string text = await response.Content.ReadAsStringAsync();
            Note(operation, Stopwatch.GetTimestamp() - start, (int)response.StatusCode);
            if (Fault(operation, request, response, text) is { } fault)
                faults.Add($"{fault} for {Cut(sent)}: {(int)response.StatusCode} {Cut(text)}");
            return text;
        }
        catch (TaskCanceledException)
        {
            faults.Add($"no answer within {answerLimit.TotalSeconds} s for {Cut(sent)}");
        }
        catch (FormatException)
        {
            // The client would not send this address.
        }

        return "";
    }

    private static string? Fault(ApiOperation operation, HttpRequestMessage request, HttpResponseMessage response, string text)
    {
        int status = (int)response.StatusCode;
        if (status >= 500)
            return "a failure";
        // The server itself refuses an address with a null character, before anything of ours runs, and says nothing.
        bool isOurs = operation.Path.StartsWith("/v1/", StringComparison.Ordinal) && !(status == 400 && text.Length == 0);
        if (status >= 400 && isOurs && request.Method != HttpMethod.Head && response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return "no problem+json";
        return status >= 400 && insides.FirstOrDefault(i => text.Contains(i, StringComparison.Ordinal)) is { } inside && !Uri.UnescapeDataString(request.RequestUri!.ToString()).Contains(inside, StringComparison.Ordinal) ? $"'{inside}' in the answer" : null;
    }

    private void Note(ApiOperation operation, long ticks, int status)
    {
        int[] counts = classes.GetOrAdd(operation.Name, _ => new int[6]);
        Interlocked.Increment(ref counts[status / 100]);
        long slowest;
        while (ticks > (slowest = Volatile.Read(ref slowestTicks)) && Interlocked.CompareExchange(ref slowestTicks, ticks, slowest) != slowest)
        {
        }
    }

    private void Report(int count, TimeSpan elapsed)
    {
        int[] sums = [.. Enumerable.Range(0, 6).Select(c => classes.Values.Sum(v => v[c]))];
        string line = JsonSerializer.Serialize(new
        {
            what = "fuzz",
            requests = count,
            operations = classes.Count,
            seconds = Math.Round(elapsed.TotalSeconds, 1),
            ok = sums[2],
            redirected = sums[3],
            refused = sums[4],
            failed = sums[5],
            slowest_ms = Math.Round(1_000.0 * slowestTicks / Stopwatch.Frequency, 1),
            faults = faults.Count,
            by_operation = classes.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(c => c.Key, c => new { ok = c.Value[2], refused = c.Value[4] }),
        });
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable(FiguresVariable) is { Length: > 0 } file)
            File.WriteAllText(file, line + "\n");
    }

    private static string Cut(string text) => text.Length <= 600 ? text : text[..600] + "…";

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
