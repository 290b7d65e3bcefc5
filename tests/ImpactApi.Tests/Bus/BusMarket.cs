using System.Diagnostics;
using System.Text.Json;
using ImpactService.Tests.ImpactApi.Faults;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>What became of the rows of a stream on the bus.</summary>
internal static class BusMarket
{
    /// <summary>Long enough for a broker that has to find out by itself that a client is gone, on a machine that builds and tests other things.</summary>
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(90);

    /// <summary>Returns when the API is ready and its queues are there.</summary>
    public static async Task<ApiProcess> StartApiAsync(FaultMarket market, string uri, string bus)
    {
        ApiProcess api = await ApiProcess.StartAsync(market.DataDirectory, ("Bus:Uri", uri), ("Bus:Name", bus), ("PollSeconds", "30"));
        await UntilAsync(() => Task.FromResult(api.Output.Contains($"on the bus {bus}", StringComparison.Ordinal)), $"the API is not on the bus: {api.Output}");
        return api;
    }

    public static async Task<(long Rows, long Distinct)> CountAsync(FaultMarket market, string stream = BusFeed.Stream)
    {
        string rows = $"FROM import_sources s JOIN (SELECT source_id, row_no FROM trades UNION ALL SELECT source_id, row_no FROM quotes) r ON r.source_id = s.id WHERE s.name = 'market-data/{stream}'";
        return (await market.ScalarAsync($"SELECT count(*) {rows}"), await market.ScalarAsync($"SELECT count(DISTINCT row_no) {rows}"));
    }

    /// <summary>Every row from 1 to that many is stored, each once.</summary>
    public static async Task AssertStoredOnceAsync(FaultMarket market, ApiProcess api, long count, string stream = BusFeed.Stream)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while ((await CountAsync(market, stream)).Rows < count && watch.Elapsed < limit)
            await Task.Delay(50);
        (long rows, long distinct) = await CountAsync(market, stream);
        Assert.True((rows, distinct) == (count, count), $"{count} rows were confirmed, {rows} are stored, {distinct} of them different; the API says:\n{api.Output}\n{await api.ReadyAsync()}");
    }

    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        TimeSpan most = within ?? limit;
        Stopwatch watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < most, $"after {most.TotalSeconds} s: {what}");
            await Task.Delay(50);
        }
    }

    /// <summary>The text of an alarm that stands; null when it does not.</summary>
    public static async Task<string?> AlarmAsync(ApiProcess api, string code) =>
        (await api.ReadyAsync()).GetProperty("alarms").EnumerateArray().Where(a => a.GetProperty("code").GetString() == code).Select(a => a.GetProperty("text").GetString()).FirstOrDefault();
}
