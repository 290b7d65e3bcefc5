using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Endpoints;

[Collection(ApiCollection.Name)]
public class InstrumentTests(ApiFixture api)
{
    [Fact]
    public async Task List_AllInstruments_BySymbol()
    {
        ApiReply reply = await api.GetAsync("/v1/instruments");
        string[] symbols = [.. reply.Items("instruments").Select(i => i.GetProperty("symbol").GetString()!)];
        Assert.Equal(symbols.Order(StringComparer.Ordinal), symbols);
        Assert.Superset(new HashSet<string> { TestMarket.Share, TestMarket.RoundTheClock, TestMarket.Empty, TestMarket.Young }, symbols.ToHashSet());
    }

    [Fact]
    public async Task Find_Share_SaysHoursHistoryAndLastEvent()
    {
        ApiReply reply = await api.GetAsync($"/v1/instruments/{TestMarket.Share}");
        Assert.Equal("09:30-16:00 America/New_York", reply.String("session"));
        Assert.Equal(7, reply.Number("advSessions"));
        Assert.True(reply.Number("advUnits") > 0);
        Assert.StartsWith("2025-10-31T16:", reply.String("lastEventTime"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_SymbolWithSlash_IsEscapedInThePath() => Assert.Equal(TestMarket.Young, (await api.GetAsync("/v1/instruments/YOUNG%2FONE")).String("symbol"));

    [Fact]
    public async Task Features_PastMoment_AreThoseOfTheEstimate()
    {
        const string asOf = "2025-10-29T15:45:00Z";
        ApiReply features = await api.GetAsync($"/v1/instruments/{TestMarket.Share}/features?asOf={asOf}");
        ApiReply estimate = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "100", horizon = "PT5M", asOf });
        Assert.Equal(asOf, features.String("asOf"));
        Assert.Equal(estimate.Number("marketState", "midPrice"), features.Number("midPrice"));
        Assert.Equal(estimate.String("provenance", "featureSchemaHash"), features.String("featureSchemaHash"));
        Dictionary<string, JsonElement> byName = features.Items("features").ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("value"));
        int compared = 0;
        foreach (JsonElement shown in estimate.Items("marketState", "features"))
        {
            if (!byName.TryGetValue(shown.GetProperty("name").GetString()!, out JsonElement value))
                continue; // A feature of the order.
            Assert.Equal(shown.GetProperty("value").GetRawText(), value.GetRawText());
            compared++;
        }

        Assert.True(compared >= 10);
    }

    [Fact]
    public async Task Features_OutsideTradingHours_AreMissingButTheHistory()
    {
        ApiReply reply = await api.GetAsync($"/v1/instruments/{TestMarket.Share}/features?asOf=2025-10-30T02:00:00Z");
        Assert.Equal(200, reply.StatusCode);
        Assert.Equal(JsonValueKind.Null, reply.At("session").ValueKind);
        Assert.Equal(JsonValueKind.Null, reply.At("midPrice").ValueKind);
        Assert.True(reply.Number("advUnits") > 0);
    }

    [Fact]
    public async Task Features_LatestAndNow_Answer()
    {
        Assert.Equal(200, (await api.GetAsync($"/v1/instruments/{TestMarket.Share}/features?asOf=latest")).StatusCode);
        Assert.Equal("2025-11-01T00:00:00Z", (await api.GetAsync($"/v1/instruments/{TestMarket.Share}/features")).String("asOf"));
    }

    [Theory]
    [InlineData("/v1/instruments/NOPE", 404, "unknown_instrument")]
    [InlineData("/v1/instruments/NOPE/features", 404, "unknown_instrument")]
    [InlineData("/v1/instruments/NO%20PE", 400, "invalid_request")]
    [InlineData("/v1/instruments/ELM/features?asOf=tomorrow", 400, "invalid_request")]
    [InlineData("/v1/instruments/ELM/features?asOf=latest&asOf=latest", 400, "invalid_request")]
    [InlineData("/v1/instruments/ELM/features?asOf=2030-01-01T00:00:00Z", 400, "invalid_request")]
    [InlineData("/v1/instruments/ELM/nothing", 404, "not_found")]
    public async Task Get_BadAddress_Refuses(string address, int status, string code) => (await api.GetAsync(address)).AssertProblem(status, code);

    [Fact]
    public async Task Get_SymbolOfTenThousandCharacters_IsCutInTheAnswer()
    {
        ApiReply reply = await api.GetAsync($"/v1/instruments/{new string('X', 10_000)}");
        reply.AssertProblem(400, "invalid_request");
        Assert.Equal(100, reply.ErrorAt("/path/symbol")!.Value.GetProperty("value").GetString()!.Length);
    }
}
