using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ImpactService.ImpactModels.Market;
using ImpactService.Tests.ImpactApi.Faults;
using RabbitMQ.Client;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>Rows over a real broker into two real API processes on one store.</summary>
public sealed class BusTests(LocalRabbit rabbit) : IClassFixture<LocalRabbit>
{
    private const string Header = "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";

    private static readonly TimeSpan limit = TimeSpan.FromSeconds(20);

    private static readonly Timestamp open = TradingCalendar.Parse("09:30-16:00 America/New_York").SessionOn(TestMarket.LastDate).Open.AddSeconds(3_600);

    [Fact]
    public async Task TwoProcesses_BehindTheBus_AnswerTheSameOrderAlikeAndPoisonIsPutAside()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess first = await StartAsync(market, "two"), second = await StartAsync(market, "two");
        await using IConnection connection = await rabbit.ConnectAsync();
        await using IChannel channel = await OpenAsync(connection);
        for (int i = 0; i < 20; i++)
            await PublishAsync(channel, "two", "feed", Header + Rows(1 + 100 * i, 100));
        await PublishAsync(channel, "two", "feed", Header + Rows(1_901, 100));
        await PublishAsync(channel, "two", "feed", "this is no header\n");
        await PublishAsync(channel, "two", "bad stream", Header);
        await PublishAsync(channel, "two", "garbage", "{\"sequence\":1,\"type\":\"trade\"}", "application/x-ndjson");
        string last = open.AddSeconds(2_000 * 0.1).ToString();
        JsonElement[] features = [await FeaturesAtAsync(first, last), await FeaturesAtAsync(second, last)];
        AssertAlike(features[0], features[1]);
        JsonElement[] answers = [await AskAsync(first), await AskAsync(second)];
        Assert.Equal(answers[0].GetProperty("provenance").GetProperty("modelHash").ToString(), answers[1].GetProperty("provenance").GetProperty("modelHash").ToString());
        Assert.Equal(answers[0].GetProperty("slippage").GetProperty("meanBps").GetDouble(), answers[1].GetProperty("slippage").GetProperty("meanBps").GetDouble(), 1e-9);
        Assert.Equal((2_000L, 2_000L), await CountAsync(market));
        Stopwatch watch = Stopwatch.StartNew();
        while (await channel.MessageCountAsync("two.dead") < 3 && watch.Elapsed < limit)
            await Task.Delay(50);
        Assert.Equal(3u, await channel.MessageCountAsync("two.dead"));
        Assert.Equal(0u, await channel.MessageCountAsync("two.rows"));
    }

    [Fact]
    public async Task BrokerKilled_WhileRowsCome_EachIsStoredOnce()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess api = await StartAsync(market, "killed");
        long sent = await PublishUntilAsync(market, "killed", 1, TimeSpan.FromSeconds(1));
        await rabbit.KillAsync();
        await Task.Delay(500);
        await rabbit.StartAsync();
        // A feed handler that has no confirmation publishes again from what the service says is durable.
        long durable = await CountStreamAsync(market);
        sent = await PublishUntilAsync(market, "killed", durable + 1, TimeSpan.FromSeconds(1), atLeast: sent);
        Stopwatch watch = Stopwatch.StartNew();
        while ((await CountAsync(market)).Rows < sent && watch.Elapsed < limit)
            await Task.Delay(50);
        Assert.True(sent > 400);
        Assert.Equal((sent, sent), await CountAsync(market));
        Assert.Contains("the bus", api.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreKilled_WhileRowsCome_TheyWaitInTheQueue()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess api = await StartAsync(market, "waits");
        Task down = market.KillStoreForAsync(TimeSpan.FromSeconds(2));
        await using IConnection connection = await rabbit.ConnectAsync();
        await using IChannel channel = await OpenAsync(connection);
        for (int i = 0; i < 30; i++)
            await PublishAsync(channel, "waits", "feed", Header + Rows(1 + 100 * i, 100));
        await down;
        await market.UntilStoreAnswersAsync();
        Stopwatch watch = Stopwatch.StartNew();
        while ((await CountAsync(market)).Rows < 3_000 && watch.Elapsed < limit)
            await Task.Delay(50);
        Assert.Equal((3_000L, 3_000L), await CountAsync(market));
    }

    private Task<ApiProcess> StartAsync(FaultMarket market, string name) =>
        ApiProcess.StartAsync(market.DataDirectory, ("Bus:Uri", rabbit.Uri), ("Bus:Name", name), ("PollSeconds", "30"));

    private static Task<IChannel> OpenAsync(IConnection connection) =>
        connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    /// <summary>Publishes in small messages, each confirmed by the broker, until the time is up or the broker is gone.</summary>
    private async Task<long> PublishUntilAsync(FaultMarket market, string name, long first, TimeSpan time, long atLeast = 0)
    {
        Assert.NotNull(market);
        await using IConnection connection = await rabbit.ConnectAsync();
        await using IChannel channel = await OpenAsync(connection);
        Stopwatch watch = Stopwatch.StartNew();
        long next = first;
        for (; watch.Elapsed < time || next <= atLeast; next += 50)
            await PublishAsync(channel, name, "feed", Header + Rows(next, 50));
        return next - 1;
    }

    private static async Task PublishAsync(IChannel channel, string name, string stream, string body, string contentType = "text/csv")
    {
        BasicProperties properties = new()
        {
            ContentType = contentType, DeliveryMode = DeliveryModes.Persistent, MessageId = Guid.NewGuid().ToString("N"),
            Headers = new Dictionary<string, object?> { ["kind"] = "market-data", ["stream"] = stream, ["after"] = null },
        };
        await channel.BasicPublishAsync($"{name}.rows", "market-data", mandatory: false, properties, Encoding.UTF8.GetBytes(body));
    }

    private static string Rows(long first, int count)
    {
        StringBuilder rows = new();
        for (long i = first; i < first + count; i++)
        {
            double tick = i % 13 * 0.01;
            rows.Append(i % 4 == 0
                ? FormattableString.Invariant($"{i},{open.AddSeconds(i * 0.1)},{TestMarket.Share},trade,{100 + tick},{1 + i % 50},,,,,\n")
                : FormattableString.Invariant($"{i},{open.AddSeconds(i * 0.1)},{TestMarket.Share},quote,,,,{99.9 + tick},{100 + i % 30},{100.1 + tick},{100 + i % 70}\n"));
        }

        return rows.ToString();
    }

    private static async Task<JsonElement> FeaturesAtAsync(ApiProcess api, string time)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string text = "";
        while (watch.Elapsed < limit)
        {
            text = await api.Client.GetStringAsync($"/v1/instruments/{TestMarket.Share}/features?asOf=latest");
            JsonElement features = JsonSerializer.Deserialize<JsonElement>(text);
            if (features.GetProperty("asOf").GetString() == time)
                return features;
            await Task.Delay(50);
        }

        Assert.Fail($"the market did not reach {time}: {text}");
        return default;
    }

    private static void AssertAlike(JsonElement first, JsonElement second)
    {
        (string Name, double? Value)[] a = Values(first), b = Values(second);
        Assert.Equal(a.Select(f => f.Name), b.Select(f => f.Name));
        Assert.All(a.Zip(b), p => Assert.True(
            p.First.Value is { } x && p.Second.Value is { } y ? Math.Abs(x - y) <= 1e-9 : p.First.Value is null && p.Second.Value is null, $"{p.First.Name}: {p.First.Value} and {p.Second.Value}"));
    }

    private static (string Name, double? Value)[] Values(JsonElement features) =>
        [.. features.GetProperty("features").EnumerateArray().Select(f => (f.GetProperty("name").GetString()!, f.GetProperty("value").ValueKind == JsonValueKind.Number ? f.GetProperty("value").GetDouble() : (double?)null))];

    private static async Task<JsonElement> AskAsync(ApiProcess api)
    {
        const string body = $$$"""{"instrument":"{{{TestMarket.Share}}}","side":"buy","quantity":"10","horizon":"PT1M","asOf":"latest","marketState":{"advUnits":"50000","dailyVolatility":0.02}}""";
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await api.Client.PostAsync("/v1/estimates", content);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private static Task<long> CountStreamAsync(FaultMarket market) => market.ScalarAsync("SELECT COALESCE(max(last_sequence), 0) FROM ingest_streams WHERE name = 'feed'");

    private static async Task<(long Rows, long Distinct)> CountAsync(FaultMarket market)
    {
        const string rows = "FROM import_sources s JOIN (SELECT source_id, row_no FROM trades UNION ALL SELECT source_id, row_no FROM quotes) r ON r.source_id = s.id WHERE s.name = 'market-data/feed'";
        return (await market.ScalarAsync($"SELECT count(*) {rows}"), await market.ScalarAsync($"SELECT count(DISTINCT row_no) {rows}"));
    }
}
