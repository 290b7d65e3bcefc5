using System.Text.Json.Nodes;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

[Collection(ApiCollection.Name)]
public class ScheduleBadInputTests(ApiFixture api)
{
    private const string Address = "/v1/schedules";
    private const string Valid = """{"order":{"instrument":"ELM","side":"buy","quantity":"1000","horizon":"PT2H","asOf":"2025-10-30T15:00:00Z"}}""";

    [Theory]
    [InlineData("""{"maxParticipation":-0.1}""", "/maxParticipation")]
    [InlineData("""{"maxParticipation":0}""", "/maxParticipation")]
    [InlineData("""{"maxParticipation":1.1}""", "/maxParticipation")]
    [InlineData("""{"maxParticipation":"lots"}""", "/maxParticipation")]
    [InlineData("""{"participation":-1}""", "/participation")]
    [InlineData("""{"lotSize":"-100"}""", "/lotSize")]
    [InlineData("""{"lotSize":0}""", "/lotSize")]
    [InlineData("""{"lotSize":"a hundred"}""", "/lotSize")]
    [InlineData("""{"strategies":[]}""", "/strategies")]
    [InlineData("""{"strategies":["best"]}""", "/strategies")]
    [InlineData("""{"strategies":["vwap","vwap"]}""", "/strategies")]
    [InlineData("""{"venues":["moon"]}""", "/venues")]
    [InlineData("""{"riskAversionPerBps":-1}""", "/riskAversionPerBps")]
    [InlineData("""{"sliceLength":"PT1S"}""", "/sliceLength")]
    [InlineData("""{"sliceLength":"PT20S"}""", "/sliceLength")]
    [InlineData("""{"blackouts":[{"from":"2025-10-30T16:00:00Z"}]}""", "/blackouts/0/to")]
    [InlineData("""{"blackouts":[{"from":"2025-10-30T16:00:00Z","to":"2025-10-30T15:00:00Z"}]}""", "/blackouts/0/to")]
    [InlineData("""{"blackouts":[null]}""", "/blackouts")]
    [InlineData("""{"auctions":[{"from":"noon","to":"2025-10-30T16:00:00Z"}]}""", "/auctions/0/from")]
    [InlineData("""{"opportunityCostBps":5}""", "/opportunityCostBps")]
    [InlineData("""{"opportunityCostBps":-5,"mustComplete":false}""", "/opportunityCostBps")]
    [InlineData("""{"alpha":{}}""", "/alpha/bpsPerHour")]
    [InlineData("""{"alpha":{"bpsPerHour":5,"halfLife":"PT0S"}}""", "/alpha/halfLife")]
    [InlineData("""{"limitPrice":"-3"}""", "/limitPrice")]
    [InlineData("""{"benchmark":"yesterday"}""", "/benchmark")]
    [InlineData("""{"executed":{}}""", "/executed/quantity")]
    [InlineData("""{"executed":{"quantity":"2000"}}""", "/executed/quantity")]
    [InlineData("""{"executed":{"quantity":"10","averagePrice":0}}""", "/executed/averagePrice")]
    [InlineData("""{"frontierPoints":1}""", "/frontierPoints")]
    [InlineData("""{"frontierPoints":51}""", "/frontierPoints")]
    [InlineData("""{"order":{"instrument":"ELM","side":"buy","quantity":"1000","horizon":"PT0S","asOf":"2025-10-30T15:00:00Z"}}""", "/order/horizon")]
    [InlineData("""{"order":{"instrument":"ELM","side":"buy","horizon":"PT1H"}}""", "/order/quantity")]
    public async Task Post_OneFieldWrong_NamesIt(string change, string pointer)
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed(change));
        reply.AssertProblem(400, "invalid_request");
        Assert.True(reply.ErrorAt(pointer) is not null, reply.Text);
    }

    [Fact]
    public async Task Post_HorizonBeyondTheSession_RefusesWithTheTimeLeft()
    {
        ApiReply reply = await api.PostTextAsync(Address, Changed("""{"order":{"instrument":"ELM","side":"buy","quantity":"1000","horizon":"PT6H","asOf":"2025-10-30T15:00:00Z"}}"""));
        reply.AssertProblem(422, "horizon_past_session_end");
        Assert.NotNull(reply.ErrorAt("/order/horizon"));
        Assert.Equal(18_000, reply.Number("secondsLeft"));
    }

    private static string Changed(string change)
    {
        JsonObject body = JsonNode.Parse(Valid)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }
}
