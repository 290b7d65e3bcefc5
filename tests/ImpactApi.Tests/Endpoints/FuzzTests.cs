using System.Text;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Endpoints;

/// <summary>Mutated questions: whatever a client sends, the answer is an answer or a problem, never a failure of the service.</summary>
[Collection(ApiCollection.Name)]
public class FuzzTests(ApiFixture api)
{
    private const int Requests = 3_000;

    private static readonly string[] seeds =
    [
        """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT5M","strategy":"balanced","asOf":"latest","thresholdsBps":[5,10,25],"levels":[0.05,0.5,0.95],"explain":true}""",
        """{"instrument":"ACORN-USD","side":"sell","notional":"25000.5","horizon":"PT0S","takerFraction":0.3,"asOf":"2025-10-30T15:00:00.5Z","limitPrice":"2400","fees":{"bps":0.5}}""",
        """{"instrument":"YOUNG/ONE","side":"buy","advFraction":"0.01","horizon":"PT1H30M","asOf":"latest","marketState":{"advUnits":"1000000","dailyVolatility":"0.02","halfSpreadBps":3,"price":"50.25"},"fees":{"perUnit":"0.01"}}""",
    ];

    private static readonly string[] fragments =
    [
        "null", "true", "[]", "{}", "\"\"", "\"0\"", "\"-1\"", "\"NaN\"", "NaN", "1e308", "-1e308", "1e-320", "1e400", "0", "-0", "0.9999999999999999", "1e-300", "\"1e300\"", "\"Infinity\"",
        "\"0.000000000001\"", "\"999999999999\"", "\"1000000000000000\"", "9007199254740993", "\"PT0S\"", "\"PT0.000001S\"", "\"P31D\"", "\"PT999999999S\"", "\"latest\"", "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"2025-10-30T13:30:00Z\"", "\"2025-10-30T19:59:59.999999Z\"", "\"2025-10-31T16:44:59Z\"", "\"\\u0000\"", "\"\\ud800\"", "\"😀\"", "[0.5]", "[[0.5]]", "{\"bps\":1}",
        "\"sell\"", "\"aggressive\"", "\"EMPTY\"", ",", ":", "}", "\"",
    ];

    [Fact]
    public async Task Post_MutatedBodies_NeverFail()
    {
        SeededRandom random = new(20_251_031);
        int[] byClass = new int[6];
        for (int i = 0; i < Requests; i++)
        {
            string body = Mutate(seeds[random.NextInt32(seeds.Length)], random);
            ApiReply reply = await api.AskTextAsync(body);
            Assert.True(reply.StatusCode < 500, $"{reply.StatusCode} for {body}: {reply.Text}");
            Assert.True(reply.StatusCode == 200 || reply.MediaType == "application/problem+json", body);
            Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
            byClass[reply.StatusCode / 100]++;
        }

        Assert.True(byClass[2] > Requests / 100, $"{byClass[2]} of {Requests} were answered: the mutations are too wild to test anything behind the validator");
        Assert.True(byClass[4] > Requests / 4);
    }

    [Fact]
    public async Task Post_MutatedBytes_NeverFail()
    {
        SeededRandom random = new(77);
        for (int i = 0; i < Requests / 6; i++)
        {
            byte[] body = Encoding.UTF8.GetBytes(seeds[random.NextInt32(seeds.Length)]);
            for (int change = random.NextInt32(4); change >= 0; change--)
                body[random.NextInt32(body.Length)] = (byte)random.NextInt32(256);
            using ByteArrayContent content = new(body);
            content.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await api.Client.PostAsync("/v1/estimates", content);
            Assert.True((int)response.StatusCode < 500, $"{response.StatusCode} for {Convert.ToHexString(body)}");
        }
    }

    [Fact]
    public async Task Get_MutatedAddresses_NeverFail()
    {
        SeededRandom random = new(5);
        string[] addresses = ["/v1/estimates/01936d2e-5c00-7000-8000-000000000000?replay=true", "/v1/instruments/ELM/features?asOf=2025-10-30T15:00:00Z", "/v1/instruments/YOUNG%2FONE", "/v1/models/boosting-1"];
        const string alphabet = "abcXYZ019%/.?&=+-_~:;,'\"<>{}[]()!*$@^|` \u00e4\u4e2d";
        for (int i = 0; i < Requests / 6; i++)
        {
            StringBuilder address = new(addresses[random.NextInt32(addresses.Length)]);
            for (int change = random.NextInt32(5); change >= 0; change--)
                address[1 + random.NextInt32(address.Length - 1)] = alphabet[random.NextInt32(alphabet.Length)];
            if (!Uri.TryCreate(new Uri("http://localhost"), address.ToString(), out Uri? uri) || uri.Host != "localhost")
                continue;
            using HttpResponseMessage response = await api.Client.GetAsync(uri.PathAndQuery);
            Assert.True((int)response.StatusCode < 500, $"{response.StatusCode} for {uri.PathAndQuery}");
        }
    }

    [Fact]
    public async Task Post_EndsOfEveryRange_AnswerFiniteNumbersOrRefuse()
    {
        int answered = 0;
        foreach ((string adv, string quantity) in ((string, string)[])[("0.000000001", "0.000000000001"), ("0.000000001", "0.0000001"), ("1000000000000000", "0.000000000001"), ("1000000000000000", "1000000000000"), ("50000", "5000000")])
        {
            for (int ends = 0; ends < 32; ends++)
            {
                object order = new
                {
                    instrument = TestMarket.Empty, side = ends % 2 == 0 ? "buy" : "sell", quantity, horizon = (ends & 2) == 0 ? "PT0S" : "PT5H", takerFraction = (ends & 2) == 0 ? 0 : 1,
                    asOf = "2025-10-30T15:00:00Z", explain = true, levels = (double[])[1e-300, 0.5, 0.9999999999999999], thresholdsBps = (double[])[-1e6, 0, 1e6], limitPrice = 1e12, fees = new { perUnit = 1e6 },
                    marketState = new { advUnits = adv, dailyVolatility = (ends & 4) == 0 ? 1e-6 : 10, halfSpreadBps = (ends & 8) == 0 ? 0 : 5_000, price = (ends & 16) == 0 ? 1e-12 : 1e12 },
                };
                ApiReply reply = await api.AskAsync(order);
                Assert.True(reply.StatusCode is 200 or 422, $"{reply.StatusCode}: {reply.Text}");
                answered += reply.StatusCode == 200 ? 1 : 0;
                if (reply.StatusCode == 200)
                    Assert.True((await api.GetAsync($"/v1/estimates/{reply.String("estimateId")}?replay=true")).At("bitIdentical").GetBoolean());
            }
        }

        Assert.True(answered >= 128, $"{answered} answered");
    }

    private static string Mutate(string body, SeededRandom random)
    {
        for (int change = random.NextInt32(3); change >= 0; change--)
            body = random.NextInt32(10) < 7 ? ReplaceValue(body, random) : Splice(body, random);
        return body;
    }

    /// <summary>Replaces the value of one member.</summary>
    private static string ReplaceValue(string body, SeededRandom random)
    {
        int[] colons = [.. Enumerable.Range(0, body.Length).Where(i => body[i] == ':' && i > 0 && body[i - 1] == '"')];
        if (colons.Length == 0)
            return body;
        int start = colons[random.NextInt32(colons.Length)] + 1;
        int end = start;
        for (int depth = 0; end < body.Length && (depth > 0 || body[end] is not (',' or '}')); end++)
            depth += body[end] is '[' or '{' ? 1 : body[end] is ']' or '}' ? -1 : 0;
        return string.Concat(body.AsSpan(0, start), fragments[random.NextInt32(fragments.Length)], body.AsSpan(end));
    }

    private static string Splice(string body, SeededRandom random)
    {
        int at = random.NextInt32(body.Length);
        int length = Math.Min(random.NextInt32(12), body.Length - at);
        string fragment = random.NextInt32(2) == 0 ? fragments[random.NextInt32(fragments.Length)] : string.Empty;
        return string.Concat(body.AsSpan(0, at), fragment, body.AsSpan(at + length));
    }
}
