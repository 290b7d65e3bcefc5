using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImpactService.Tests.ImpactApi.Endpoints;

[Collection(ApiCollection.Name)]
public class BadInputTests(ApiFixture api)
{
    private const string Valid = """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT5M","asOf":"latest"}""";

    [Theory]
    // Sizes.
    [InlineData("""{"quantity":"-5"}""", "/quantity", "-5")]
    [InlineData("""{"quantity":"0"}""", "/quantity", "0")]
    [InlineData("""{"quantity":"NaN"}""", "/quantity", "NaN")]
    [InlineData("""{"quantity":"Infinity"}""", "/quantity", "Infinity")]
    [InlineData("""{"quantity":"1e300"}""", "/quantity", "1e300")]
    [InlineData("""{"quantity":"1000000000001"}""", "/quantity", "1000000000001")]
    [InlineData("""{"quantity":""}""", "/quantity", "")]
    [InlineData("""{"quantity":"fifty"}""", "/quantity", "fifty")]
    [InlineData("""{"quantity":"1,000"}""", "/quantity", "1,000")]
    [InlineData("""{"quantity":100}""", "/quantity", "100")]
    [InlineData("""{"quantity":-1e300}""", "/quantity", "-1e300")]
    [InlineData("""{"quantity":true}""", "/quantity", "true")]
    [InlineData("""{"quantity":["100"]}""", "/quantity", """["100"]""")]
    [InlineData("""{"quantity":{"value":"100"}}""", "/quantity", """{"value":"100"}""")]
    [InlineData("""{"quantity":null}""", "/quantity", null)]
    [InlineData("""{"notional":"5000"}""", "/quantity", null)]
    [InlineData("""{"quantity":null,"notional":"-1"}""", "/notional", "-1")]
    [InlineData("""{"quantity":null,"notional":"1e16"}""", "/notional", "1e16")]
    [InlineData("""{"quantity":null,"advFraction":"0"}""", "/advFraction", "0")]
    [InlineData("""{"quantity":null,"advFraction":"101"}""", "/advFraction", "101")]
    // The order.
    [InlineData("""{"instrument":null}""", "/instrument", null)]
    [InlineData("""{"instrument":""}""", "/instrument", "")]
    [InlineData("""{"instrument":"EL M"}""", "/instrument", "EL M")]
    [InlineData("""{"instrument":"'; DROP TABLE trades; --"}""", "/instrument", "'; DROP TABLE trades; --")]
    [InlineData("""{"instrument":7}""", "/instrument", "7")]
    [InlineData("""{"side":"BUY"}""", "/side", "BUY")]
    [InlineData("""{"side":null}""", "/side", null)]
    [InlineData("""{"side":1}""", "/side", "1")]
    [InlineData("""{"strategy":"reckless"}""", "/strategy", "reckless")]
    [InlineData("""{"strategy":"passive","takerFraction":0.5}""", "/takerFraction", "0.5")]
    [InlineData("""{"takerFraction":1.0001}""", "/takerFraction", "1.0001")]
    [InlineData("""{"takerFraction":-0.1}""", "/takerFraction", "-0.1")]
    [InlineData("""{"takerFraction":"half"}""", "/takerFraction", "half")]
    // Times.
    [InlineData("""{"horizon":null}""", "/horizon", null)]
    [InlineData("""{"horizon":"1h"}""", "/horizon", "1h")]
    [InlineData("""{"horizon":"P1M"}""", "/horizon", "P1M")]
    [InlineData("""{"horizon":"P1Y"}""", "/horizon", "P1Y")]
    [InlineData("""{"horizon":"-PT1H"}""", "/horizon", "-PT1H")]
    [InlineData("""{"horizon":"P32D"}""", "/horizon", "P32D")]
    [InlineData("""{"horizon":3600}""", "/horizon", "3600")]
    [InlineData("""{"asOf":"2025-10-30"}""", "/asOf", "2025-10-30")]
    [InlineData("""{"asOf":"2025-10-30T15:00:00"}""", "/asOf", "2025-10-30T15:00:00")]
    [InlineData("""{"asOf":"now"}""", "/asOf", "now")]
    [InlineData("""{"asOf":"2025-02-30T15:00:00Z"}""", "/asOf", "2025-02-30T15:00:00Z")]
    [InlineData("""{"asOf":"9999-12-31T23:59:59Z"}""", "/asOf", "9999-12-31T23:59:59Z")]
    [InlineData("""{"asOf":1381417200}""", "/asOf", "1381417200")]
    // Questions.
    [InlineData("""{"levels":[0.5,0]}""", "/levels/1", "0")]
    [InlineData("""{"levels":[1]}""", "/levels/0", "1")]
    [InlineData("""{"levels":[-0.5]}""", "/levels/0", "-0.5")]
    [InlineData("""{"levels":[null]}""", "/levels", "[null]")]
    [InlineData("""{"levels":0.5}""", "/levels", "0.5")]
    [InlineData("""{"thresholdsBps":[1e300]}""", "/thresholdsBps/0", "1E+300")]
    [InlineData("""{"thresholdsBps":["5"]}""", "/thresholdsBps", """["5"]""")]
    [InlineData("""{"explain":"yes"}""", "/explain", "yes")]
    [InlineData("""{"limitPrice":"-1"}""", "/limitPrice", "-1")]
    [InlineData("""{"limitPrice":1e300}""", "/limitPrice", "1E+300")]
    [InlineData("""{"limitPrice":[]}""", "/limitPrice", "[]")]
    [InlineData("""{"fees":{}}""", "/fees/bps", null)]
    [InlineData("""{"fees":{"bps":1,"perUnit":"0.01"}}""", "/fees/bps", "1")]
    [InlineData("""{"fees":{"bps":"lots"}}""", "/fees/bps", "lots")]
    [InlineData("""{"fees":{"perUnit":1e99}}""", "/fees/perUnit", "1E+99")]
    [InlineData("""{"fees":5}""", "/fees", "5")]
    [InlineData("""{"marketState":{"advUnits":"0"}}""", "/marketState/advUnits", "0")]
    [InlineData("""{"marketState":{"dailyVolatility":-0.02}}""", "/marketState/dailyVolatility", "-0.02")]
    [InlineData("""{"marketState":{"halfSpreadBps":"NaN"}}""", "/marketState/halfSpreadBps", "NaN")]
    [InlineData("""{"marketState":{"price":0}}""", "/marketState/price", "0")]
    // Members that are not in the contract.
    [InlineData("""{"quantityy":"5"}""", "/quantityy", "5")]
    [InlineData("""{"Quantity":"5"}""", "/Quantity", "5")]
    [InlineData("""{"a/b~c":1}""", "/a~1b~0c", "1")]
    [InlineData("""{"fees":{"percent":1}}""", "/fees/percent", "1")]
    public async Task Post_OneFieldWrong_NamesFieldValueAndWhatIsExpected(string change, string pointer, string? value)
    {
        ApiReply reply = await api.AskTextAsync(Changed(change));
        reply.AssertProblem(400, "invalid_request");
        JsonElement error = reply.ErrorAt(pointer) ?? throw new InvalidOperationException($"no error at {pointer}: {reply.Text}");
        Assert.Equal(value, error.TryGetProperty("value", out JsonElement echoed) ? echoed.GetString() : null);
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Post_SeveralFieldsWrong_NamesThemAll()
    {
        ApiReply reply = await api.AskTextAsync(Changed("""{"quantity":"-1","side":"up","horizon":"soon","levels":[2,3]}"""));
        reply.AssertProblem(400, "invalid_request");
        Assert.All((string[])["/quantity", "/side", "/horizon", "/levels/0", "/levels/1"], pointer => Assert.NotNull(reply.ErrorAt(pointer)));
        ApiReply shapes = await api.AskTextAsync(Changed("""{"quantity":1,"side":2,"unknown":3}"""));
        Assert.All((string[])["/quantity", "/side", "/unknown"], pointer => Assert.NotNull(shapes.ErrorAt(pointer)));
    }

    [Fact]
    public async Task Post_SymbolOfTenThousandCharacters_IsCutInTheAnswer()
    {
        ApiReply reply = await api.AskAsync(new { instrument = new string('X', 10_000), side = "buy", quantity = "1", horizon = "PT1M" });
        reply.AssertProblem(400, "invalid_request");
        Assert.Equal(100, reply.ErrorAt("/instrument")!.Value.GetProperty("value").GetString()!.Length);
        Assert.True(reply.Text.Length < 2_000);
    }

    [Fact]
    public async Task Post_MoreEntriesThanAllowed_Refuses()
    {
        ApiReply reply = await api.AskTextAsync(Changed($$"""{"levels":[{{string.Join(',', Enumerable.Repeat("0.5", 51))}}],"thresholdsBps":[{{string.Join(',', Enumerable.Repeat("5", 51))}}]}"""));
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt("/levels"));
        Assert.NotNull(reply.ErrorAt("/thresholdsBps"));
        ApiReply atLimit = await api.AskTextAsync(Changed($$"""{"levels":[{{string.Join(',', Enumerable.Repeat("0.5", 50))}}]}"""));
        Assert.Equal(200, atLimit.StatusCode);
    }

    [Fact]
    public async Task Post_RepeatedMember_Refuses()
    {
        ApiReply reply = await api.AskTextAsync(Valid.Replace("\"side\":\"buy\"", "\"side\":\"buy\",\"side\":\"sell\"", StringComparison.Ordinal));
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt("/side"));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\"instrument\":\"ELM\",\n \"side\": buy}", 2, 10)]
    [InlineData("{\"quantity\": NaN}", 1, 14)]
    [InlineData("{\"quantity\":\"1\"} {}", 1, 18)]
    [InlineData("instrument=ELM", 1, 1)]
    public async Task Post_MalformedJson_SaysWhere(string body, int line, int position)
    {
        ApiReply reply = await api.AskTextAsync(body);
        reply.AssertProblem(400, "malformed_json");
        if (body.Length > 0)
            Assert.StartsWith($"line {line}, byte {position}:", reply.String("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    public async Task Post_BodyThatIsNoObject_Refuses(string body) => (await api.AskTextAsync(body)).AssertProblem(400, "invalid_request");

    [Fact]
    public async Task Post_DeepNesting_Refuses() =>
        (await api.AskTextAsync(new string('[', 20_000) + new string(']', 20_000))).AssertProblem(400, "malformed_json");

    [Fact]
    public async Task Post_InvalidUtf8OrHalfSurrogates_Refuses()
    {
        foreach (byte[] body in (byte[][])[[.. "{\"instrument\":\""u8, 0xFF, 0xFE, .. "\"}"u8], [.. "{\"side\":\"\\ud800\"}"u8], [.. "{\"\\ud800\":1}"u8]])
        {
            using ByteArrayContent content = new(body);
            content.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await api.Client.PostAsync("/v1/estimates", content);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            (await ApiReply.ReadAsync(response)).AssertProblem(400, (await ApiReply.ReadAsync(response)).Code!);
        }
    }

    [Fact]
    public async Task Post_ByteOrderMark_IsPassedOver() => Assert.Equal(200, (await api.AskTextAsync("\uFEFF" + Valid)).StatusCode);

    [Fact]
    public async Task Post_BodyAboveOneMegabyte_Refuses()
    {
        (await api.AskTextAsync(Valid.Replace("ELM", new string('A', 1 << 20), StringComparison.Ordinal))).AssertProblem(413, "request_too_large");
        using StreamContent endless = new(new MemoryStream(Encoding.ASCII.GetBytes("{" + new string(' ', 3 << 20))));
        endless.Headers.ContentType = new("application/json");
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/estimates") { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await api.Client.SendAsync(request);
        (await ApiReply.ReadAsync(response)).AssertProblem(413, "request_too_large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Post_OtherContentType_Refuses(string? contentType)
    {
        using StringContent content = new(Valid);
        content.Headers.Remove("Content-Type");
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using HttpResponseMessage response = await api.Client.PostAsync("/v1/estimates", content);
        (await ApiReply.ReadAsync(response)).AssertProblem(415, "unsupported_media_type");
    }

    private static string Changed(string change)
    {
        JsonObject body = JsonNode.Parse(Valid)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        return body.ToJsonString();
    }
}
