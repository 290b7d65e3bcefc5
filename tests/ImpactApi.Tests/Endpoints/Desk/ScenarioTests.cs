using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

[Collection(ApiCollection.Name)]
public class ScenarioTests(ApiFixture api)
{
    private const string Address = "/v1/scenarios:compare";

    private static readonly object order = new { instrument = TestMarket.Share, side = "buy", advFraction = "0.02", horizon = "PT30M", asOf = "2025-10-30T15:00:00Z" };

    [Fact]
    public async Task Post_NoWays_ComparesAggressiveBalancedAndPassive()
    {
        ApiReply reply = await api.PostAsync(Address, new { order });
        Assert.Equal(200, reply.StatusCode);
        JsonElement[] ways = [.. reply.Items("ways")];
        Assert.Equal(["aggressive", "balanced", "passive"], ways.Select(w => w.GetProperty("name").GetString()));
        foreach (JsonElement way in ways)
        {
            double total = way.GetProperty("totalBps").GetDouble();
            Assert.Equal(total, way.GetProperty("temporaryBps").GetDouble() + way.GetProperty("permanentBps").GetDouble(), 1e-9);
            Assert.Equal(total, way.GetProperty("slippage").GetProperty("meanBps").GetDouble(), 1e-12);
            Assert.Equal(10, way.GetProperty("exceedance")[0].GetProperty("thresholdBps").GetDouble());
            Assert.InRange(way.GetProperty("exceedance")[0].GetProperty("probability").GetDouble(), 0, 1);
            Assert.Equal(total + 0.1 * way.GetProperty("slippage").GetProperty("standardDeviationBps").GetDouble(), way.GetProperty("scoreBps").GetDouble(), 1e-9);
            Assert.Equal("2025-10-30T15:30:00Z", way.GetProperty("expectedCompletionTime").GetString());
        }

        Assert.True(ways[0].GetProperty("totalBps").GetDouble() > ways[2].GetProperty("totalBps").GetDouble());
        Assert.Contains(ways, w => w.GetProperty("nonDominated").GetBoolean());
        Assert.Equal(reply.String("best"), ways.MinBy(w => w.GetProperty("scoreBps").GetDouble()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Post_WayThatIsTheOrder_SaysWhatAnEstimateSays()
    {
        ApiReply compared = await api.PostAsync(Address, new { order, ways = new object[] { new { takerFraction = 0.25 } }, levels = new[] { 0.1, 0.9 } });
        ApiReply estimate = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", advFraction = "0.02", horizon = "PT30M", asOf = "2025-10-30T15:00:00Z", takerFraction = 0.25, levels = new[] { 0.1, 0.9 } });
        Assert.Equal(estimate.At("slippage").GetRawText(), compared.At("ways", "0", "slippage").GetRawText());
        Assert.Equal(estimate.At("support").GetRawText(), compared.At("ways", "0", "support").GetRawText());
        Assert.Equal(estimate.At("rungReason").GetRawText(), compared.At("ways", "0", "rungReason").GetRawText());
        Assert.Equal(estimate.At("marketState", "quoteAgeSeconds").GetRawText(), compared.At("marketState", "quoteAgeSeconds").GetRawText());
        Assert.Equal(estimate.At("order").GetRawText(), compared.At("order").GetRawText().Replace("\"strategy\":\"balanced\",\"strategyAssumed\":true,\"takerFraction\":0.5", "\"strategy\":null,\"strategyAssumed\":false,\"takerFraction\":0.25", StringComparison.Ordinal));
        Assert.Equal("way 1", compared.String("ways", "0", "name"));
    }

    [Fact]
    public async Task Post_Participation_GivesTheHorizonThatTheVolumeCurveSays()
    {
        ApiReply reply = await api.PostAsync(Address, new { order, ways = new object[] { new { participation = 0.2 }, new { participation = 0.1 } } });
        Assert.Equal(200, reply.StatusCode);
        Assert.Equal(0.2, reply.Number("ways", "0", "participation"), 1e-6);
        Assert.Equal(0.1, reply.Number("ways", "1", "participation"), 1e-6);
        Assert.True(reply.Number("ways", "1", "horizonSeconds") > reply.Number("ways", "0", "horizonSeconds"));
    }

    [Fact]
    public async Task Post_LaterStart_AddsTheRiskOfTheWaitAndNothingToTheMean()
    {
        ApiReply reply = await api.PostAsync(Address, new { order, ways = new object[] { new { name = "now" }, new { name = "later", startDelay = "PT1H" } } });
        double sigma = reply.Number("marketState", "dailyVolatility");
        double wait = sigma * sigma * 3600 / 23_400 * 1e8;
        double now = reply.Number("ways", "0", "slippage", "standardDeviationBps"), later = reply.Number("ways", "1", "slippage", "standardDeviationBps");
        Assert.Equal("2025-10-30T16:00:00Z", reply.String("ways", "1", "startTime"));
        Assert.True(later > now);
        Assert.Equal(Math.Sqrt(now * now + wait), later, 0.05 * later);
    }

    [Fact]
    public async Task Post_FiftyWays_AreAnsweredAndFiftyOneRefused()
    {
        object[] ways = [.. Enumerable.Range(1, 51).Select(i => new { horizon = $"PT{i}M" })];
        Assert.Equal(50, (await api.PostAsync(Address, new { order, ways = ways[..50] })).Items("ways").Count());
        ApiReply refused = await api.PostAsync(Address, new { order, ways });
        refused.AssertProblem(400, "invalid_request");
        Assert.NotNull(refused.ErrorAt("/ways"));
    }

    [Theory]
    [InlineData("""{"ways":[]}""", "/ways")]
    [InlineData("""{"ways":[null]}""", "/ways")]
    [InlineData("""{"ways":[{"participation":-0.1}]}""", "/ways/0/participation")]
    [InlineData("""{"ways":[{},{"participation":1.5}]}""", "/ways/1/participation")]
    [InlineData("""{"ways":[{"participation":0.1,"horizon":"PT1H"}]}""", "/ways/0/participation")]
    [InlineData("""{"ways":[{"horizon":"-PT1H"}]}""", "/ways/0/horizon")]
    [InlineData("""{"ways":[{"strategy":"reckless"}]}""", "/ways/0/strategy")]
    [InlineData("""{"ways":[{"strategy":"passive","takerFraction":1}]}""", "/ways/0/takerFraction")]
    [InlineData("""{"ways":[{"takerFraction":-1}]}""", "/ways/0/takerFraction")]
    [InlineData("""{"ways":[{"startTime":"2025-10-30T14:00:00Z"}]}""", "/ways/0/startTime")]
    [InlineData("""{"ways":[{"startTime":"soon"}]}""", "/ways/0/startTime")]
    [InlineData("""{"ways":[{"startDelay":"PT9H"}]}""", "/ways/0/startDelay")]
    [InlineData("""{"ways":[{"name":""}]}""", "/ways/0/name")]
    [InlineData("""{"riskWeight":-1}""", "/riskWeight")]
    [InlineData("""{"riskMeasure":"luck"}""", "/riskMeasure")]
    [InlineData("""{"costAtRiskLevel":1}""", "/costAtRiskLevel")]
    [InlineData("""{"thresholdsBps":[1e9]}""", "/thresholdsBps/0")]
    [InlineData("""{"order":null}""", "/order")]
    [InlineData("""{"order":{"instrument":"ELM","side":"up","quantity":"-1","horizon":"PT1H"}}""", "/order/quantity")]
    [InlineData("""{"order":{"instrument":"ELM","side":"buy","quantity":1,"horizon":"PT1H"}}""", "/order/quantity")]
    [InlineData("""{"ways":[{},{"speed":3}]}""", "/ways/1/speed")]
    public async Task Post_OneFieldWrong_NamesIt(string change, string pointer)
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed(change));
        reply.AssertProblem(400, "invalid_request");
        Assert.True(reply.ErrorAt(pointer) is not null, reply.Text);
    }

    [Fact]
    public async Task Post_HorizonBeyondTheSession_RefusesWithTheTimeLeft()
    {
        ApiReply way = await api.PostAsync(Address, new { order, ways = new object[] { new { }, new { horizon = "PT10H" } } });
        way.AssertProblem(422, "horizon_past_session_end");
        Assert.NotNull(way.ErrorAt("/ways/1/horizon"));
        Assert.Equal(5 * 3600, way.Number("secondsLeft"));
        ApiReply whole = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side = "buy", quantity = "10", horizon = "PT10H", asOf = "2025-10-30T15:00:00Z" } });
        whole.AssertProblem(422, "horizon_past_session_end");
        Assert.NotNull(whole.ErrorAt("/order/horizon"));
    }

    [Fact]
    public async Task Post_ParticipationThatDoesNotFitIntoTheSession_SaysWhatWould()
    {
        ApiReply reply = await api.PostAsync(Address, new { order, ways = new object[] { new { participation = 0.001 } } });
        reply.AssertProblem(422, "horizon_past_session_end");
        Assert.Contains("at least", reply.ErrorAt("/ways/0/participation")!.Value.GetProperty("expected").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UnknownInstrument_IsNotFound()
    {
        ApiReply reply = await api.PostAsync(Address, new { order = new { instrument = "NOPE", side = "buy", quantity = "10", horizon = "PT1H", asOf = "latest" } });
        reply.AssertProblem(404, "unknown_instrument");
        Assert.NotNull(reply.ErrorAt("/order/instrument"));
    }

    private static string Changed(string change)
    {
        JsonObject body = new() { ["order"] = JsonSerializer.SerializeToNode(order) };
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }
}
