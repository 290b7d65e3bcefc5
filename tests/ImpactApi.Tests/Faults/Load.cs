using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Faults;

/// <summary>A client that asks for estimates as fast as it gets them, and remembers each answer.</summary>
internal sealed class EstimateLoad
{
    private const string Body = $$$"""{"instrument":"{{{TestMarket.Share}}}","side":"buy","quantity":"10","horizon":"PT1M","asOf":"latest","marketState":{"advUnits":"50000","dailyVolatility":0.02}}""";

    public ConcurrentBag<(Guid Id, TimeSpan Time, bool Recorded)> Answers { get; } = [];

    public ConcurrentBag<string> Refusals { get; } = [];

    /// <summary>Answers that say that the store is away.</summary>
    public int Flagged { get; private set; }

    /// <summary>Asks until the time is up or the service is gone.</summary>
    public async Task RunAsync(HttpClient client, Stopwatch watch, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using StringContent content = new(Body, Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content, CancellationToken.None);
                string text = await response.Content.ReadAsStringAsync(CancellationToken.None);
                Take(text, response.IsSuccessStatusCode, watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                return;
            }

            await Task.Delay(2, CancellationToken.None);
        }
    }

    private void Take(string text, bool isAnswer, TimeSpan time)
    {
        if (!isAnswer)
        {
            Refusals.Add(text);
            return;
        }

        JsonElement answer = JsonSerializer.Deserialize<JsonElement>(text);
        if (text.Contains("The store is away", StringComparison.Ordinal))
            Flagged++;
        Answers.Add((answer.GetProperty("estimateId").GetGuid(), time, answer.GetProperty("recorded").GetBoolean()));
    }
}

/// <summary>A feed handler: sends its rows in small bodies, again and again until each is acknowledged.</summary>
internal sealed class FeedLoad(string stream)
{
    private const int RowsPerBody = 200;

    private static readonly Timestamp start = Timestamp.From(new DateTimeOffset(2025, 10, 30, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Every row up to here is durable: the service said so.</summary>
    public long Acknowledged { get; private set; }

    public int Refusals { get; private set; }

    /// <summary>When each body was acknowledged.</summary>
    public ConcurrentBag<TimeSpan> Times { get; } = [];

    public async Task RunAsync(HttpClient client, Stopwatch watch, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await SendAsync(client, watch);
            }
            catch (HttpRequestException)
            {
                return;
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }

    /// <summary>Begins before what is acknowledged, as a client does that lost an answer.</summary>
    private async Task SendAsync(HttpClient client, Stopwatch watch)
    {
        long first = Math.Max(1, Acknowledged - RowsPerBody / 2);
        using StringContent content = new(Rows(first, RowsPerBody * 3 / 2), Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await client.PostAsync($"/v1/market-data?stream={stream}&session=24h", content, CancellationToken.None);
        JsonElement answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(CancellationToken.None));
        if (response.IsSuccessStatusCode)
        {
            Acknowledged = answer.GetProperty("lastSequence").GetInt64();
            Times.Add(watch.Elapsed);
            return;
        }

        Refusals++;
        Assert.Contains((int)response.StatusCode, (int[])[409, 503]);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private static string Rows(long first, int count)
    {
        StringBuilder rows = new("sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n");
        for (long i = first; i < first + count; i++)
            rows.Append(FormattableString.Invariant($"{i},{start.AddSeconds(i * 0.01)},FEED,trade,{100 + i % 7},{i},buy,,,,\n"));
        return rows.ToString();
    }
}
