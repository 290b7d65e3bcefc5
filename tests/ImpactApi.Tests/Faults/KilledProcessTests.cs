using System.Diagnostics;

namespace ImpactService.Tests.ImpactApi.Faults;

/// <summary>Processes really killed under load: what was acknowledged is there, nothing is there twice, and answers go on.</summary>
public class KilledProcessTests
{
    private static readonly TimeSpan recoveryLimit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task StoreKilled_UnderLoad_AnswersGoOnAndNothingAcknowledgedIsLostOrDoubled()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        await using ApiProcess api = await ApiProcess.StartAsync(market.DataDirectory);
        Stopwatch watch = Stopwatch.StartNew();
        using CancellationTokenSource end = new();
        (EstimateLoad estimates, FeedLoad feed) = (new EstimateLoad(), new FeedLoad("killed-store"));
        Task[] load = [estimates.RunAsync(api.Client, watch, end.Token), estimates.RunAsync(api.Client, watch, end.Token), feed.RunAsync(api.Client, watch, end.Token)];
        await UntilUnderWayAsync(estimates, feed);
        TimeSpan killed = watch.Elapsed;
        await market.KillStoreForAsync(TimeSpan.FromSeconds(3));
        Assert.True((await api.ReadyAsync()).GetProperty("recordsOnDisk").GetInt32() > 0, "no answer went to disk");
        await market.UntilStoreAnswersAsync();
        TimeSpan back = watch.Elapsed;
        await Task.Delay(recoveryLimit);
        end.Cancel();
        await Task.WhenAll(load);
        await api.UntilNothingWaitsAsync(recoveryLimit);

        Assert.Empty(estimates.Refusals);
        Assert.True(estimates.Answers.Count(a => a.Time > killed && a.Time < back) > 20, "answers did not go on while the store was away");
        Assert.All(estimates.Answers, a => Assert.True(a.Recorded));
        Assert.True(estimates.Flagged > 0, "no answer said that the store was away");
        HashSet<Guid> stored = await market.EstimateIdsAsync();
        Assert.Equal(0, estimates.Answers.Count(a => !stored.Contains(a.Id)));
        Assert.True(feed.Refusals > 0, "ingestion never refused");
        Assert.True(feed.Times.Where(t => t > back).Min() - back < recoveryLimit, $"ingestion came back {feed.Times.Where(t => t > back).Min() - back} after the store");
        await AssertFeedIsWholeAsync(market, feed);
    }

    [Fact]
    public async Task ApiKilled_UnderLoad_AcknowledgedRowsAreThereAndAtMostASecondOfAnswersIsLost()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        Stopwatch watch = Stopwatch.StartNew();
        using CancellationTokenSource end = new();
        (EstimateLoad estimates, FeedLoad feed) = (new EstimateLoad(), new FeedLoad("killed-api"));
        TimeSpan killed;
        await using (ApiProcess first = await ApiProcess.StartAsync(market.DataDirectory))
        {
            Task[] load = [estimates.RunAsync(first.Client, watch, end.Token), feed.RunAsync(first.Client, watch, end.Token)];
            await UntilUnderWayAsync(estimates, feed);
            killed = watch.Elapsed;
            await first.KillAsync();
            await Task.WhenAll(load);
        }

        Assert.True(await market.ScalarAsync("SELECT max(row_no) FROM trades WHERE source_id IN (SELECT id FROM import_sources WHERE name = 'market-data/killed-api')") >= feed.Acknowledged);
        await using ApiProcess second = await ApiProcess.StartAsync(market.DataDirectory);
        Task again = feed.RunAsync(second.Client, watch, end.Token);
        await Task.Delay(1_000);
        end.Cancel();
        await again;
        await second.UntilNothingWaitsAsync(recoveryLimit);
        await AssertFeedIsWholeAsync(market, feed);
        await AssertOnlyLastSecondIsLostAsync(market, estimates, killed);
    }

    [Fact]
    public async Task ApiAndStoreKilled_AnswersOnDiskReachTheStoreWithTheNextProcess()
    {
        await using FaultMarket market = await FaultMarket.CreateAsync();
        Stopwatch watch = Stopwatch.StartNew();
        using CancellationTokenSource end = new();
        EstimateLoad estimates = new();
        TimeSpan killed;
        await using (ApiProcess first = await ApiProcess.StartAsync(market.DataDirectory))
        {
            using CancellationTokenSource storeReturns = new();
            Task storeDown = market.KillStoreForAsync(TimeSpan.FromSeconds(15), storeReturns.Token);
            Task load = estimates.RunAsync(first.Client, watch, end.Token);
            await UntilAsync(() => estimates.Answers.Count > 200 && watch.Elapsed > TimeSpan.FromSeconds(2.5));
            killed = watch.Elapsed;
            await first.KillAsync();
            await storeReturns.CancelAsync();
            await Task.WhenAll(load, storeDown);
        }

        await market.UntilStoreAnswersAsync();
        int before = (await market.EstimateIdsAsync()).Count;
        await using ApiProcess second = await ApiProcess.StartAsync(market.DataDirectory);
        await second.UntilNothingWaitsAsync(recoveryLimit);
        Assert.True((await market.EstimateIdsAsync()).Count > before, $"nothing came from disk: {second.Output}");
        await AssertOnlyLastSecondIsLostAsync(market, estimates, killed);
    }

    /// <summary>However busy the machine is.</summary>
    private static Task UntilUnderWayAsync(EstimateLoad estimates, FeedLoad feed) => UntilAsync(() => estimates.Answers.Count > 100 && feed.Acknowledged > 500);

    private static async Task UntilAsync(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "the load did not come under way within 20 s");
            await Task.Delay(20);
        }
    }

    private static async Task AssertOnlyLastSecondIsLostAsync(FaultMarket market, EstimateLoad estimates, TimeSpan killed)
    {
        HashSet<Guid> stored = await market.EstimateIdsAsync();
        (Guid Id, TimeSpan Time, bool Recorded)[] lost = [.. estimates.Answers.Where(a => a.Recorded && !stored.Contains(a.Id))];
        Assert.True(lost.All(a => a.Time > killed - TimeSpan.FromSeconds(1)), $"{lost.Length} answers are lost, the oldest {(killed - lost.Select(l => l.Time).DefaultIfEmpty(killed).Min()).TotalSeconds:F2} s before the kill");
    }

    /// <summary>Every sequence from 1 to the last acknowledged one is there, each once.</summary>
    private static async Task AssertFeedIsWholeAsync(FaultMarket market, FeedLoad feed)
    {
        const string rows = "FROM trades t JOIN instruments i ON i.id = t.instrument_id WHERE i.symbol = 'FEED'";
        long last = await market.ScalarAsync($"SELECT max(row_no) {rows}");
        Assert.True(last >= feed.Acknowledged, $"acknowledged up to {feed.Acknowledged}, stored up to {last}");
        Assert.Equal((last, last), (await market.ScalarAsync($"SELECT count(*) {rows}"), await market.ScalarAsync($"SELECT count(DISTINCT row_no) {rows}")));
    }
}
