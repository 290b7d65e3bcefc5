using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

[Collection(ApiCollection.Name)]
public class CostCurveTests(ApiFixture api)
{
    private const string Address = "/v1/cost-curves";
    private const string Valid = """{"instrument":"ELM","side":"sell","asOf":"2025-10-30T15:00:00Z"}""";

    [Fact]
    public async Task Post_NoAxes_AnswersTheDefaultSurface()
    {
        ApiReply reply = await api.PostTextAsync(Address, Valid);
        Assert.Equal(200, reply.StatusCode);
        Assert.Equal((8, 5, 40), (reply.At("sizeCount").GetInt32(), reply.At("axisCount").GetInt32(), reply.Items("points").Count()));
        Assert.True(reply.At("monotoneInSize").GetBoolean());
        Assert.All(reply.Items("points"), p => Assert.Equal(
            p.GetProperty("slippage").GetProperty("meanBps").GetDouble(), p.GetProperty("temporaryBps").GetDouble() + p.GetProperty("permanentBps").GetDouble(), 1e-9));
    }

    [Fact]
    public async Task Post_PointOfTheSurface_SaysWhatAnEstimateSays()
    {
        ApiReply surface = await api.PostTextAsync(Address, Changed("""{"quantities":["500","2000"],"horizons":["PT5M","PT40M"],"levels":[0.05,0.95],"strategy":"passive"}"""));
        ApiReply estimate = await api.AskAsync(new { instrument = "ELM", side = "sell", quantity = "2000", horizon = "PT40M", strategy = "passive", asOf = "2025-10-30T15:00:00Z", levels = new[] { 0.05, 0.95 } });
        JsonElement point = surface.Items("points").Last();
        Assert.Equal(estimate.At("slippage").GetRawText(), point.GetProperty("slippage").GetRawText());
        Assert.Equal(estimate.At("support").GetRawText(), point.GetProperty("support").GetRawText());
        Assert.Equal(estimate.Number("order", "participation"), point.GetProperty("participation").GetDouble());
        Assert.Equal(estimate.String("rung"), point.GetProperty("rung").GetString());
    }

    [Fact]
    public async Task Post_TwentyByTwenty_IsMonotoneInSizeAtEveryHorizonAndLevel()
    {
        string[] advFractions = [.. Enumerable.Range(0, 20).Select(i => (0.0002 * Math.Pow(1.5, i)).ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture))];
        string[] horizons = [.. Enumerable.Range(1, 20).Select(i => $"PT{5 * i}M")];
        ApiReply reply = await api.PostAsync(Address, new { instrument = "ELM", side = "buy", asOf = "2025-10-30T15:00:00Z", advFractions, horizons });
        JsonElement[] points = [.. reply.Items("points")];
        Assert.Equal(400, points.Length);
        for (int h = 0; h < 20; h++)
        {
            for (int s = 1; s < 20; s++)
            {
                JsonElement smaller = points[(s - 1) * 20 + h].GetProperty("slippage"), larger = points[s * 20 + h].GetProperty("slippage");
                Assert.True(larger.GetProperty("meanBps").GetDouble() >= smaller.GetProperty("meanBps").GetDouble() - 1e-9);
                Assert.All(larger.GetProperty("quantiles").EnumerateArray().Zip(smaller.GetProperty("quantiles").EnumerateArray()), pair =>
                    Assert.True(pair.First.GetProperty("valueBps").GetDouble() >= pair.Second.GetProperty("valueBps").GetDouble() - 1e-9));
            }
        }
    }

    [Fact]
    public async Task Post_Participations_GiveHorizonsOrSayWhyNot()
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed("""{"advFractions":["0.001","0.5"],"participations":[0.02,0.5]}"""));
        Assert.Equal("participation", reply.String("axis"));
        JsonElement[] points = [.. reply.Items("points")];
        Assert.Equal(0.02, points[0].GetProperty("participation").GetDouble(), 1e-6);
        Assert.Equal(0.5, points[1].GetProperty("participation").GetDouble(), 1e-6);
        Assert.Equal(JsonValueKind.Null, points[2].GetProperty("slippage").ValueKind);
        Assert.Equal("horizon_past_session_end", points[2].GetProperty("refusal").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, reply.At("monotoneInSize").ValueKind);
    }

    [Theory]
    [InlineData("""{"quantities":[]}""", "/quantities")]
    [InlineData("""{"quantities":["10","-5"]}""", "/quantities/1")]
    [InlineData("""{"quantities":["10",null]}""", "/quantities/1")]
    [InlineData("""{"quantities":["10"],"advFractions":["0.1"]}""", "/advFractions")]
    [InlineData("""{"quantities":["10"],"notionals":["10"]}""", "/notionals")]
    [InlineData("""{"advFractions":["0.1","101"]}""", "/advFractions/1")]
    [InlineData("""{"horizons":["PT5M","soon"]}""", "/horizons/1")]
    [InlineData("""{"horizons":[]}""", "/horizons")]
    [InlineData("""{"participations":[0]}""", "/participations/0")]
    [InlineData("""{"participations":[]}""", "/participations")]
    [InlineData("""{"participations":[0.1],"horizons":["PT5M"]}""", "/participations")]
    [InlineData("""{"side":"long"}""", "/side")]
    [InlineData("""{"takerFraction":2}""", "/takerFraction")]
    [InlineData("""{"levels":[1]}""", "/levels/0")]
    [InlineData("""{"marketState":{"advUnits":"-1"}}""", "/marketState/advUnits")]
    public async Task Post_OneFieldWrong_NamesIt(string change, string pointer)
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed(change));
        reply.AssertProblem(400, "invalid_request");
        Assert.True(reply.ErrorAt(pointer) is not null, reply.Text);
    }

    [Fact]
    public async Task Post_HorizonBeyondTheSession_NamesTheEntry()
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed("""{"horizons":["PT5M","PT9H"]}"""));
        reply.AssertProblem(422, "horizon_past_session_end");
        Assert.NotNull(reply.ErrorAt("/horizons/1"));
    }

    [Fact]
    public async Task Post_SizeBeyondAnyLaw_NamesTheEntry()
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed("""{"quantities":["5","900000000000"]}"""));
        reply.AssertProblem(422, "order_too_large");
        Assert.NotNull(reply.ErrorAt("/quantities/1"));
    }

    [Fact]
    public async Task Post_FiftyOneSizes_Refuses()
    {
        ApiReply reply = await api.PostAsync(Address, new { instrument = "ELM", side = "buy", asOf = "latest", quantities = Enumerable.Repeat("5", 51) });
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt("/quantities"));
    }

    private static string Changed(string change)
    {
        JsonObject body = JsonNode.Parse(Valid)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }
}
