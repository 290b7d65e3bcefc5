using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

/// <summary>Every answer of the desk has its distribution, its rung and its provenance: those that an estimate of the same order has.</summary>
[Collection(ApiCollection.Name)]
public class ProvenanceTests(ApiFixture api)
{
    private static readonly object order = new { instrument = TestMarket.Share, side = "buy", quantity = "1000", horizon = "PT30M", asOf = "2025-10-30T15:00:00Z" };

    [Theory]
    [InlineData("/v1/scenarios:compare")]
    [InlineData("/v1/schedules")]
    [InlineData("/v1/rfq:evaluate")]
    [InlineData("/v1/cost-curves")]
    [InlineData("/v1/baskets")]
    public async Task Post_AnyQuestion_SaysWhatTheEstimateSays(string address)
    {
        ApiReply estimate = await api.AskAsync(order);
        ApiReply reply = await api.PostAsync(address, QuestionOf(address));
        Assert.True(reply.StatusCode == 200, reply.Text);
        JsonElement answer = JsonElement.Parse(reply.Text);
        JsonElement part = address switch
        {
            "/v1/scenarios:compare" => answer.GetProperty("ways")[0],
            "/v1/cost-curves" => answer.GetProperty("points")[0],
            "/v1/baskets" => answer.GetProperty("lines")[0].GetProperty("result"),
            _ => answer,
        };
        JsonElement forecast = address == "/v1/schedules" ? answer.GetProperty("referenceSlippage") : part.GetProperty("slippage");
        Assert.Equal(estimate.Number("slippage", "meanBps"), forecast.GetProperty("meanBps").GetDouble(), 1e-9);
        Assert.NotEmpty(forecast.GetProperty("quantiles").EnumerateArray());
        Assert.Equal(estimate.String("rung"), part.GetProperty("rung").GetString());
        Assert.Equal(estimate.At("support").GetRawText(), part.GetProperty("support").GetRawText());
        foreach (JsonProperty member in estimate.At("provenance").EnumerateObject().Where(m => m.Name is not ("asOf" or "inSample")))
            Assert.Equal(member.Value.GetRawText(), Found(answer, part, member.Name).GetRawText());
        Assert.NotEmpty(answer.GetProperty("notes").EnumerateArray());
    }

    private static object QuestionOf(string address) => address switch
    {
        "/v1/cost-curves" => new { instrument = TestMarket.Share, side = "buy", quantities = new[] { "1000" }, horizons = new[] { "PT30M" }, asOf = "2025-10-30T15:00:00Z" },
        "/v1/baskets" => new { horizon = "PT30M", asOf = "2025-10-30T15:00:00Z", lines = new[] { new { instrument = TestMarket.Share, side = "buy", quantity = "1000" } } },
        "/v1/scenarios:compare" => new { order, ways = new[] { new { strategy = "balanced" } } },
        _ => new { order },
    };

    /// <summary>A member of the provenance: with the part where it is the part's own, else of the whole answer.</summary>
    private static JsonElement Found(JsonElement answer, JsonElement part, string name)
    {
        if (part.TryGetProperty(name, out JsonElement own))
            return own;
        return (answer.TryGetProperty("provenance", out JsonElement provenance) ? provenance : answer).GetProperty(name);
    }
}
