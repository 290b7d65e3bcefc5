using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

[Collection(ApiCollection.Name)]
public class RfqTests(ApiFixture api)
{
    private const string Address = "/v1/rfq:evaluate";
    private const string Valid = """{"order":{"instrument":"ELM","side":"buy","quantity":"3000","horizon":"PT1H","asOf":"2025-10-30T15:00:00Z"}}""";

    [Fact]
    public async Task Post_QuotesAroundTheForecast_AreRankedAndJudged()
    {
        ApiReply bare = await AskAsync("{}");
        double mid = bare.Number("marketState", "midPrice"), mean = bare.Number("slippage", "meanBps"), deviation = bare.Number("slippage", "standardDeviationBps");
        Assert.Equal("noQuote", bare.String("verdict"));
        double PriceOf(double bps) => mid * (1 + bps / 1e4);
        ApiReply reply = await AskAsync(JsonSerializer.Serialize(new { quotes = new[] { new { dealer = "dear", price = PriceOf(mean + deviation) }, new { dealer = "fair", price = PriceOf(mean) }, new { dealer = "cheap", price = PriceOf(mean - 0.2 * deviation) } } }));
        Assert.True(reply.StatusCode == 200, reply.Text);
        Assert.Equal([3, 2, 1], reply.Items("quotes").Select(q => q.GetProperty("rank").GetInt32()));
        Assert.Equal(0, reply.Number("quotes", "1", "expectedSavingBps"), 1e-6);
        Assert.Equal(0.2 * deviation, reply.Number("quotes", "2", "expectedSavingBps"), 1e-6);
        Assert.Equal(0.2 * deviation * 3000 * mid / 1e4, reply.Number("quotes", "2", "expectedSavingMoney"), 1e-6);
        Assert.All(reply.Items("quotes"), q => Assert.Equal(1, q.GetProperty("percentile").GetDouble() + q.GetProperty("savingProbability").GetDouble(), 1e-9));
        Assert.Equal("deal", reply.String("verdict"));
        Assert.StartsWith("Deal with cheap", reply.String("verdictText"), StringComparison.Ordinal);
        Assert.Equal(mean + 0.1 * deviation, reply.Number("reservationBps"), 1e-9);
        ApiReply dear = await AskAsync(JsonSerializer.Serialize(new { quotes = new[] { new { dealer = "dear", price = PriceOf(mean + deviation) } } }));
        Assert.Equal("work", dear.String("verdict"));
        Assert.InRange(reply.Number("fairValue", "price"), reply.Number("fairValue", "bandBestPrice"), reply.Number("fairValue", "bandWorstPrice"));
    }

    [Fact]
    public async Task Post_NoHistory_GivesNoLeakageButTheReason()
    {
        ApiReply reply = await AskAsync("""{"dealersAsked":4}""");
        Assert.Equal(JsonValueKind.Null, reply.At("leakage", "costBps").ValueKind);
        Assert.Contains("fewer than 10", reply.String("leakage", "reason"), StringComparison.Ordinal);
        Assert.Equal(4, reply.At("leakage", "dealersAsked").GetInt32());
    }

    [Fact]
    public async Task Post_History_AddsLeakageToWorking()
    {
        object[] history = [.. Enumerable.Range(0, 20).Select(i => new { dealersAsked = 1 + i % 4, markOutBps = 0.5 * (1 + i % 4) })];
        ApiReply reply = await AskAsync(JsonSerializer.Serialize(new { dealersAsked = 6, history }));
        Assert.Equal(3, reply.Number("leakage", "costBps"), 1e-9);
        Assert.Equal(0.5, reply.Number("leakage", "perDealerBps"), 1e-9);
        Assert.Equal(reply.Number("slippage", "meanBps") + 3 + 0.1 * reply.Number("slippage", "standardDeviationBps"), reply.Number("reservationBps"), 1e-9);
    }

    [Fact]
    public async Task Post_SellSide_CoversAtTheLevel()
    {
        ApiReply reply = await AskAsync("""{"riskLevels":[0.5,0.95],"levels":[0.5,0.95]}""");
        Assert.All(
            reply.Items("slippage", "quantiles").Zip(reply.Items("sellSide")),
            pair => Assert.Equal(pair.First.GetProperty("valueBps").GetDouble(), pair.Second.GetProperty("quoteBps").GetDouble(), 1e-6));
        Assert.Equal(reply.Number("sellSide", "1", "quoteBps") - reply.Number("slippage", "meanBps"), reply.Number("sellSide", "1", "expectedMarginBps"), 1e-9);
    }

    [Theory]
    [InlineData("buy", -50)]
    [InlineData("sell", 50)]
    [InlineData("buy", 5_000)]
    public async Task Post_QuoteOnTheWrongSide_IsRefusedWithTheTouch(string side, double fromMidBps)
    {
        ApiReply bare = await AskAsync("{}");
        string price = (bare.Number("marketState", "midPrice") * (1 + fromMidBps / 1e4)).ToString("0.########", System.Globalization.CultureInfo.InvariantCulture);
        ApiReply reply = await api.PostTextAsync(Address, $$"""{"order":{"instrument":"ELM","side":"{{side}}","quantity":"3000","horizon":"PT1H","asOf":"2025-10-30T15:00:00Z"},"quotes":[{"dealer":"A","price":"{{price}}"}]}""");
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt("/quotes/0/price"));
    }

    [Theory]
    [InlineData("""{"quotes":[{"dealer":"A"}]}""", "/quotes/0/price")]
    [InlineData("""{"quotes":[{"price":"100"}]}""", "/quotes/0/dealer")]
    [InlineData("""{"quotes":[{"dealer":"A","price":"-1"}]}""", "/quotes/0/price")]
    [InlineData("""{"quotes":[null]}""", "/quotes")]
    [InlineData("""{"quotes":[{"dealer":"A","price":"100"},{"dealer":"B","price":"100"}],"dealersAsked":1}""", "/dealersAsked")]
    [InlineData("""{"history":[{"dealersAsked":0,"markOutBps":1}]}""", "/history/0/dealersAsked")]
    [InlineData("""{"history":[{"dealersAsked":2}]}""", "/history/0/markOutBps")]
    [InlineData("""{"riskWeight":-1}""", "/riskWeight")]
    [InlineData("""{"riskLevels":[1]}""", "/riskLevels/0")]
    [InlineData("""{"order":null}""", "/order")]
    public async Task Post_OneFieldWrong_NamesIt(string change, string pointer)
    {
        ApiReply reply = await AskAsync(change);
        reply.AssertProblem(400, "invalid_request");
        Assert.True(reply.ErrorAt(pointer) is not null, reply.Text);
    }

    [Fact]
    public async Task Post_HorizonBeyondTheSession_Refuses()
    {
        ApiReply reply = await AskAsync("""{"order":{"instrument":"ELM","side":"buy","quantity":"3000","horizon":"PT9H","asOf":"2025-10-30T15:00:00Z"}}""");
        reply.AssertProblem(422, "horizon_past_session_end");
        Assert.NotNull(reply.ErrorAt("/order/horizon"));
    }

    private Task<ApiReply> AskAsync(string change)
    {
        JsonObject body = JsonNode.Parse(Valid)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        return api.PostTextAsync(Address, body.ToJsonString());
    }
}
