using System.Net.Http.Headers;
using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Endpoints;

[Collection(ApiCollection.Name)]
public class EstimateBatchTests(ApiFixture api)
{
    [Fact]
    public async Task Post_GoodAndBadOrders_AreAnsweredInTheirPlaces()
    {
        ApiReply reply = await PostAsync(new
        {
            orders = new object[]
            {
                Order(TestMarket.Share, "100"), Order("NOBODY", "100"), new { instrument = TestMarket.Share, colour = "red" }, Order(TestMarket.Share, "-1"), Order(TestMarket.Share, "1e12"), Order(TestMarket.RoundTheClock, "2"), 7,
            },
        });
        Assert.Equal((200, 2, 5), (reply.StatusCode, reply.At("answered").GetInt32(), reply.At("refused").GetInt32()));
        JsonElement[] results = [.. reply.Items("results")];
        Assert.Equal([TestMarket.Share, TestMarket.RoundTheClock], new[] { results[0], results[5] }.Select(r => r.GetProperty("estimate").GetProperty("order").GetProperty("instrument").GetString()!));
        Assert.Equal("unknown_instrument", results[1].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal(
            ["/orders/1/instrument", "/orders/2/colour", "/orders/3/quantity", "/orders/4/quantity", "/orders/6"],
            results.Where(r => r.TryGetProperty("problem", out _)).Select(r => r.GetProperty("problem").GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Post_EachAnswer_IsStoredUnderItsOwnId()
    {
        ApiReply reply = await PostAsync(new { orders = Enumerable.Range(1, 20).Select(i => Order(TestMarket.Share, $"{i * 10}")) });
        JsonElement[] estimates = [.. reply.Items("results").Select(r => r.GetProperty("estimate"))];
        Assert.Equal(20, estimates.Select(e => e.GetProperty("estimateId").GetString()).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i * 10}"), estimates.Select(e => e.GetProperty("order").GetProperty("quantity").GetString()));
        foreach (JsonElement estimate in estimates.Take(3))
            Assert.Equal(estimate.GetRawText(), (await api.GetAsync($"/v1/estimates/{estimate.GetProperty("estimateId").GetString()}")).Text);
    }

    [Fact]
    public async Task Post_AThousandOrders_AreAnswered()
    {
        ApiReply reply = await PostAsync(new { orders = Enumerable.Repeat(Order(TestMarket.Share, "10"), 1_000) });
        Assert.Equal((200, 1_000), (reply.StatusCode, reply.At("answered").GetInt32()));
    }

    [Theory]
    [InlineData("""{"orders":[]}""", "/orders")]
    [InlineData("""{"orders":{}}""", "/orders")]
    [InlineData("""{"orders":[],"orders":[]}""", "")]
    [InlineData("""{"orders":[{}],"more":1}""", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    public async Task Post_FrameThatIsNone_IsRefusedAsAWhole(string body, string pointer)
    {
        ApiReply reply = await PostTextAsync(body);
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt(pointer));
    }

    [Fact]
    public async Task Post_TooManyOrders_NamesTheLimit()
    {
        ApiReply reply = await PostTextAsync($$"""{"orders":[{{string.Join(',', Enumerable.Repeat("1", 1_001))}}]}""");
        reply.AssertProblem(400, "invalid_request");
        Assert.Contains("1 to 1000", reply.ErrorAt("/orders")!.Value.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_HalfABody_IsMalformed() => (await PostTextAsync("""{"orders":[{""")).AssertProblem(400, "malformed_json");

    private static object Order(string instrument, string quantity) => new { instrument, side = "buy", quantity, horizon = "PT1M", asOf = "latest" };

    private Task<ApiReply> PostAsync(object body) => PostTextAsync(JsonSerializer.Serialize(body));

    private async Task<ApiReply> PostTextAsync(string body)
    {
        using StringContent content = new(body, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await api.Client.PostAsync("/v1/estimates:batch", content);
        return await ApiReply.ReadAsync(response);
    }
}
