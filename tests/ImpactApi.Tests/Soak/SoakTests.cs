using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace ImpactService.Tests.ImpactApi.Soak;

/// <summary>A service of its own process under steady load with ingestion: no error, and no memory that only grows.</summary>
[Collection(ApiCollection.Name)]
public sealed class SoakTests(ApiFixture api, ITestOutputHelper output)
{
    /// <summary>How long; bench/soak.sh sets ten minutes.</summary>
    private const string SecondsVariable = "IMPACT_SOAK_SECONDS";

    /// <summary>Where the figures of a run go as one JSON line.</summary>
    private const string FiguresVariable = "IMPACT_SOAK_FIGURES";

    private const int SecondsDefault = 30;
    private const int RequestsPerSecond = 500;

    /// <summary>Beside the other tests, on two cores.</summary>
    private const int RequestsPerSecondOfAShortRun = 100;
    private const int BodiesPerSecond = 10;

    /// <summary>Of the rows that the feed means to send: it waits for each answer, and may fall behind its clock while other tests run.</summary>
    private const double RowShareMin = 0.5;

    /// <summary>Compiled code, caches and pools come to rest in the first part of a run.</summary>
    private const double WarmUpShare = 0.4;

    /// <summary>What is compared, at both ends of what is left.</summary>
    private const double ComparedShare = 0.15;

    private const double GrowthMax = 0.05;

    /// <summary>In half a minute the collector has hardly found its level.</summary>
    private const double GrowthMaxOfAShortRun = 0.3;
    private const int ShortRunSeconds = 300;

    [Fact]
    public async Task SteadyLoad_WithIngestion_NoErrorAndFlatMemory()
    {
        double seconds = double.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), NumberStyles.Float, CultureInfo.InvariantCulture, out double set) ? set : SecondsDefault;
        (string connection, _) = await api.CopyDatabaseAsync();
        await using ServiceProcess service = await ServiceProcess.StartAsync(connection);
        RowFeed feed = new(service.Client, BodiesPerSecond);
        int rate = seconds <= SecondsDefault ? RequestsPerSecondOfAShortRun : RequestsPerSecond;
        OpenLoopLoad load = new(service.Client, rate);
        MemoryWatch memory = new(service.Id);
        using CancellationTokenSource end = new();
        Task others = Task.WhenAll(feed.RunAsync(end.Token), memory.RunAsync(end.Token));
        await UntilTradedAsync(service.Client);
        await load.RunAsync(TimeSpan.FromSeconds(seconds));
        end.Cancel();
        await others;

        double before = memory.Megabytes(WarmUpShare * seconds, (WarmUpShare + ComparedShare) * seconds), after = memory.Megabytes((1 - ComparedShare) * seconds, double.MaxValue);
        Report(seconds, rate, load, feed, before, after);
        Assert.Empty(load.Errors.Take(5));
        Assert.Empty(feed.Errors.Take(5));
        Assert.True(feed.Accepted >= RowShareMin * seconds * BodiesPerSecond * RowFeed.RowsPerBody, $"{feed.Accepted} rows came in {seconds} s");
        Assert.True(after / before - 1 < (seconds < ShortRunSeconds ? GrowthMaxOfAShortRun : GrowthMax), $"resident memory went from {before:F0} to {after:F0} MB");
    }

    /// <summary>The instrument of the feed is new: the load waits until it can be asked for.</summary>
    private static async Task UntilTradedAsync(HttpClient client)
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using HttpResponseMessage response = await client.GetAsync("/v1/instruments/SOAK-USD/features?asOf=latest");
            if (response.IsSuccessStatusCode)
                return;
            await Task.Delay(100);
        }

        Assert.Fail("the instrument of the feed was not live within 20 s");
    }

    private void Report(double seconds, int rate, OpenLoopLoad load, RowFeed feed, double before, double after)
    {
        string line = JsonSerializer.Serialize(new
        {
            what = "soak",
            seconds,
            offered_rps = rate,
            answers = load.Answers,
            rows = feed.Accepted,
            errors = load.Errors.Count + feed.Errors.Count,
            p50_ms = Math.Round(load.LatencyMs(0.5), 2),
            p99_ms = Math.Round(load.LatencyMs(0.99), 2),
            resident_mb_after_warm_up = Math.Round(before, 1),
            resident_mb_at_the_end = Math.Round(after, 1),
            growth = Math.Round(after / before - 1, 4),
        });
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable(FiguresVariable) is { Length: > 0 } file)
            File.WriteAllText(file, line + "\n");
    }
}
