using System.Text.Json;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Endpoints;

/// <summary>The circuit breaker of an instrument: opens on what no training order has seen, says so, widens, and closes by itself.</summary>
[Collection(ApiCollection.Name)]
public class DisorderTests(ApiFixture api)
{
    private static readonly TradingCalendar newYork = TradingCalendar.Parse("09:30-16:00 America/New_York");
    private static readonly TradingSession session = newYork.SessionOn(new DateOnly(2025, 10, 30));

    [Fact]
    public async Task Post_PriceJumps_WidensByTheLawUntilItIsCalmAgain()
    {
        await LoadAsync("JUMPS");
        ApiReply before = await AskAsync("JUMPS", 595), jumped = await AskAsync("JUMPS", 605), calm = await AskAsync("JUMPS", 2_900);
        Assert.Equal(("noModel", "disorderedMarket", "noModel"), (Reason(before), Reason(jumped), Reason(calm)));
        Assert.Equal("parametric", jumped.String("rung"));
        Assert.True(jumped.Number("slippage", "standardDeviationBps") > 1.9 * before.Number("slippage", "standardDeviationBps"));
        Assert.Equal(before.Number("slippage", "meanBps"), jumped.Number("slippage", "meanBps"), 1e-6);
        Assert.Contains(jumped.Items("notes"), n => n.GetString()!.Contains("jumped", StringComparison.Ordinal));
        AnswerChecks.AssertConsistent(jumped);
    }

    [Fact]
    public async Task Replay_DisorderedAnswer_IsBitIdenticalBothWays()
    {
        await LoadAsync("JUMPED");
        ApiReply jumped = await AskAsync("JUMPED", 605);
        foreach (string mode in (string[])["true", "full"])
        {
            ApiReply replay = await api.GetAsync($"/v1/estimates/{jumped.String("estimateId")}?replay={mode}");
            Assert.True(replay.At("bitIdentical").GetBoolean(), replay.Text);
        }
    }

    private static string? Reason(ApiReply reply) => reply.String("rungReason", "code");

    /// <summary>Eight quiet days that moved by a percent from close to close, then a day that jumps by five percent after ten minutes.</summary>
    private async Task LoadAsync(string symbol)
    {
        Instrument instrument = new(symbol, newYork);
        for (int day = 8; day > 0; day--)
            await TestMarket.ImportAsync(api.Store, instrument, Quotes(newYork.SessionOn(session.Date.AddDays(-day)), 0, 23_000, 60, day % 2 == 0 ? 100 : 101), $"{symbol}/{day}");
        IEnumerable<MarketEvent> events = [.. Quotes(session, 0, 600, 1, 100), .. Quotes(session, 600, 3_000, 1, 105)];
        await TestMarket.ImportAsync(api.Store, instrument, events, $"{symbol}/0");
        string last = events.Last().EventTime.ToString();
        await ModelFixture.EventuallyAsync(async () => (await api.GetAsync($"/v1/instruments/{symbol}")) is { StatusCode: 200 } found
            && found.At("lastEventTime").ValueKind == JsonValueKind.String && found.String("lastEventTime") == last && found.Number("advSessions") == 8);
    }

    private static IEnumerable<MarketEvent> Quotes(TradingSession day, int from, int to, int every, double mid)
    {
        for (int second = from; second < to; second += every)
        {
            Timestamp time = day.Open.AddSeconds(second + 0.5);
            yield return MarketEvent.Of(time, time, new Quote(mid - 0.01, 500, mid + 0.01, 500));
            yield return MarketEvent.Of(time, time, new Trade(mid + 0.01, 100, Aggressor.Buyer));
        }
    }

    private async Task<ApiReply> AskAsync(string instrument, double second)
    {
        ApiReply reply = await api.AskAsync(new
        {
            instrument, side = "buy", quantity = "100", horizon = "PT10M", asOf = session.Open.AddSeconds(second).ToString(), marketState = new { halfSpreadBps = "1" },
        });
        Assert.True(reply.StatusCode == 200, reply.Text);
        return reply;
    }
}
