using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ImpactService.Tests.ImpactApi.Faults;
using RabbitMQ.Client;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>Rows over a real broker into two real API processes on one store.</summary>
[Collection(RabbitCollection.Name)]
public sealed class BusTests(LocalRabbit rabbit)
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task TwoProcesses_BehindTheBus_AnswerTheSameOrderAlikeAndPoisonIsPutAside()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess first = await BusMarket.StartApiAsync(market, rabbit.Uri, "two"), second = await BusMarket.StartApiAsync(market, rabbit.Uri, "two");
        await using IConnection connection = await rabbit.ConnectAsync();
        await using IChannel channel = await BusFeed.OpenAsync(connection);
        for (int i = 0; i < 20; i++)
            await BusFeed.PublishAsync(channel, "two", "feed", BusFeed.Header + BusFeed.Rows(1 + 100 * i, 100));
        await BusFeed.PublishAsync(channel, "two", "feed", BusFeed.Header + BusFeed.Rows(1_901, 100));
        await BusFeed.PublishAsync(channel, "two", "feed", "this is no header\n");
        await BusFeed.PublishAsync(channel, "two", "bad stream", BusFeed.Header);
        await BusFeed.PublishAsync(channel, "two", "garbage", "{\"sequence\":1,\"type\":\"trade\"}", "application/x-ndjson");
        string last = BusFeed.TimeOf(2_000).ToString();
        JsonElement[] features = [await FeaturesAtAsync(first, last), await FeaturesAtAsync(second, last)];
        AssertAlike(features[0], features[1]);
        JsonElement[] answers = [await AskAsync(first), await AskAsync(second)];
        Assert.Equal(answers[0].GetProperty("provenance").GetProperty("modelHash").ToString(), answers[1].GetProperty("provenance").GetProperty("modelHash").ToString());
        Assert.Equal(answers[0].GetProperty("slippage").GetProperty("meanBps").GetDouble(), answers[1].GetProperty("slippage").GetProperty("meanBps").GetDouble(), 1e-9);
        Assert.Equal((2_000L, 2_000L), await BusMarket.CountAsync(market));
        Stopwatch watch = Stopwatch.StartNew();
        while (await channel.MessageCountAsync("two.dead") < 3 && watch.Elapsed < limit)
            await Task.Delay(50);
        Assert.Equal(3u, await channel.MessageCountAsync("two.dead"));
        Assert.Equal(0u, await channel.MessageCountAsync("two.rows"));
    }

    /// <summary>With the store away too, the rows lie in the queue when the broker dies.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BrokerKilled_WhileRowsCome_EachConfirmedRowIsStoredOnce(bool isStoreAway)
    {
        string bus = $"killed.{isStoreAway}";
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess api = await BusMarket.StartApiAsync(market, rabbit.Uri, bus);
        using CancellationTokenSource end = new();
        BusFeed feed = new(rabbit.Uri, bus);
        Task feeding = feed.RunAsync(end.Token);
        await BusMarket.UntilAsync(() => Task.FromResult(feed.Confirmed >= 500), "the feed did not come under way");
        Task down = isStoreAway ? market.KillStoreForAsync(TimeSpan.FromSeconds(3)) : Task.CompletedTask;
        await Task.Delay(1_000);
        await rabbit.KillAsync();
        long confirmed = feed.Confirmed;
        await down;
        await rabbit.StartAsync();
        await BusMarket.UntilAsync(() => Task.FromResult(feed.Confirmed > confirmed + 500), "the feed did not come back");
        end.Cancel();
        await feeding;
        await market.UntilStoreAnswersAsync();
        await BusMarket.AssertStoredOnceAsync(market, api, feed.Confirmed);
        Assert.True(feed.Failures > 0);
        Assert.Contains("the bus", api.Output, StringComparison.Ordinal);
        Assert.Null(await BusMarket.AlarmAsync(api, "streamGap"));
        Assert.Null(await BusMarket.AlarmAsync(api, "deadLetters"));
    }

    [Fact]
    public async Task GapInAStream_WhatComesAfterWaitsAndIsStoredOnceTheMissingRowsCome()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess api = await BusMarket.StartApiAsync(market, rabbit.Uri, "gap");
        await using IConnection connection = await rabbit.ConnectAsync();
        await using IChannel channel = await BusFeed.OpenAsync(connection);
        Task Publish(long first, string stream = BusFeed.Stream) => BusFeed.PublishAsync(channel, "gap", stream, BusFeed.Header + BusFeed.Rows(first, 50));
        await Publish(1);
        // 51 to 100 are missing, and then 251 to 300.
        foreach (long first in (long[])[101, 151, 201, 301, 351])
            await Publish(first);
        await Publish(1, "other");
        await BusMarket.AssertStoredOnceAsync(market, api, 50, "other");
        await BusMarket.AssertStoredOnceAsync(market, api, 50);
        string? alarm = await BusMarket.AlarmAsync(api, "streamGap");
        Assert.Contains("market-data/feed", alarm, StringComparison.Ordinal);
        Assert.Contains("Send from 51 on", alarm, StringComparison.Ordinal);
        await Publish(51);
        await BusMarket.AssertStoredOnceAsync(market, api, 250);
        await BusMarket.UntilAsync(async () => (await BusMarket.AlarmAsync(api, "streamGap"))?.Contains("Send from 251 on", StringComparison.Ordinal) == true, "the second gap was not told");
        // Busy for as long as the service itself looks at what waits.
        await BusMarket.UntilAsync(() => PostAsync(api, BusFeed.Header + BusFeed.Rows(251, 50)), "the missing rows were not taken over HTTP");
        await BusMarket.AssertStoredOnceAsync(market, api, 400);
        await BusMarket.UntilAsync(async () => await BusMarket.AlarmAsync(api, "streamGap") is null, "the alarm of the gap did not end");
        await AssertKeptWithoutARouteAsync(channel, api);
    }

    /// <summary>The broker confirms what it routes nowhere: then it is at least among the dead letters.</summary>
    private static async Task AssertKeptWithoutARouteAsync(IChannel channel, ApiProcess api)
    {
        Assert.Equal((0u, 0u, 0u), (await channel.MessageCountAsync("gap.rows"), await channel.MessageCountAsync("gap.held"), await channel.MessageCountAsync("gap.dead")));
        await channel.QueueUnbindAsync("gap.rows", "gap.rows", "#");
        await BusFeed.PublishAsync(channel, "gap", BusFeed.Stream, BusFeed.Header + BusFeed.Rows(401, 50));
        await BusMarket.UntilAsync(async () => await BusMarket.AlarmAsync(api, "deadLetters") is not null, "a message without a route was lost");
        Assert.Equal(1u, await channel.MessageCountAsync("gap.dead"));
    }

    [Fact]
    public async Task StoreKilled_WhileRowsCome_TheyWaitInTheQueue()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess api = await BusMarket.StartApiAsync(market, rabbit.Uri, "waits");
        Task down = market.KillStoreForAsync(TimeSpan.FromSeconds(2));
        await using IConnection connection = await rabbit.ConnectAsync();
        await using IChannel channel = await BusFeed.OpenAsync(connection);
        for (int i = 0; i < 30; i++)
            await BusFeed.PublishAsync(channel, "waits", "feed", BusFeed.Header + BusFeed.Rows(1 + 100 * i, 100));
        await down;
        await market.UntilStoreAnswersAsync();
        await BusMarket.AssertStoredOnceAsync(market, api, 3_000);
    }

    private static async Task<bool> PostAsync(ApiProcess api, string rows)
    {
        using StringContent content = new(rows, Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await api.Client.PostAsync($"/v1/market-data?stream={BusFeed.Stream}", content);
        return response.IsSuccessStatusCode;
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
}
