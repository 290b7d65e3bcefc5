using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Endpoints;

[Collection(ApiCollection.Name)]
public class EstimateTests(ApiFixture api)
{
    private static readonly double[] levels = [0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99];

    public static TheoryData<string, string, string, string> Orders()
    {
        TheoryData<string, string, string, string> orders = [];
        foreach (string instrument in (string[])[TestMarket.Share, TestMarket.RoundTheClock])
            foreach (string side in (string[])["buy", "sell"])
                foreach (string strategy in (string[])["aggressive", "balanced", "passive"])
                    foreach (string horizon in (string[])["PT0S", "PT1M", "PT1H"])
                        orders.Add(instrument, side, strategy, horizon);
        return orders;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Post_ValidOrder_AnswersConsistently(string instrument, string side, string strategy, string horizon)
    {
        ApiReply reply = await api.AskAsync(new { instrument, side, advFraction = "0.02", horizon, strategy, asOf = "latest" });
        Assert.Equal(200, reply.StatusCode);
        AnswerChecks.AssertConsistent(reply);
        Assert.Equal(side, reply.String("order", "side"));
        Assert.Equal(strategy, reply.String("order", "strategy"));
        Assert.Equal(levels, reply.Items("slippage", "quantiles").Select(q => q.GetProperty("level").GetDouble()));
    }

    [Fact]
    public async Task Post_ExampleOfTheContract_HasEveryMember()
    {
        ApiReply reply = await api.AskTextAsync("""
            { "instrument": "ELM", "side": "buy", "quantity": "5000", "horizon": "PT1H", "strategy": "balanced",
              "asOf": "2025-10-30T15:00:00Z", "thresholdsBps": [5, 10, 25], "levels": [0.05, 0.5, 0.95], "explain": true,
              "limitPrice": "1000", "fees": { "perUnit": "0.01" } }
            """);
        Assert.Equal(200, reply.StatusCode);
        AnswerChecks.AssertConsistent(reply);
        Assert.Equal("5000", reply.String("order", "quantity"));
        Assert.Equal("2025-10-30T15:00:00Z", reply.String("order", "arrivalTime"));
        Assert.Equal("2025-10-30T16:00:00Z", reply.String("order", "endTime"));
        Assert.Equal([0.05, 0.5, 0.95], reply.Items("costAtRisk").Select(c => c.GetProperty("level").GetDouble()));
        Assert.Equal([5.0, 10, 25], reply.Items("exceedance").Select(c => c.GetProperty("thresholdBps").GetDouble()));
        Assert.Equal(0.01 / reply.Number("order", "arrivalPrice") * 1e4, reply.Number("decomposition", "feesBps"), 1e-12);
        Assert.Equal(7, Guid.Parse(reply.String("estimateId")!).Version);
        Assert.Equal("2025-10-30T15:00:00Z", reply.String("provenance", "asOf"));
        Assert.False(reply.At("provenance", "inSample").GetBoolean());
        Assert.True(reply.At("recorded").GetBoolean());
        Assert.NotEmpty(reply.Items("laws"));
        double explained = reply.Items("explanation", "contributions").Sum(c => c.GetProperty("bps").GetDouble());
        Assert.Equal(reply.Number("slippage", "meanBps"), explained, 1e-9);
        Assert.Equal(reply.Number("explanation", "meanBps"), explained, 1e-9);
        Assert.Contains(reply.Items("notes"), n => n.GetString()!.Contains("Quantiles do not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_SameMomentAskedTwice_AnswersAlike()
    {
        object order = new { instrument = TestMarket.Share, side = "sell", quantity = "1234", horizon = "PT20M", asOf = "2025-10-29T16:10:11.5Z" };
        ApiReply first = await api.AskAsync(order), second = await api.AskAsync(order);
        Assert.NotEqual(first.String("estimateId"), second.String("estimateId"));
        Assert.Equal(first.Text.Replace(first.String("estimateId")!, "id", StringComparison.Ordinal), second.Text.Replace(second.String("estimateId")!, "id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_NeitherStrategyNorTakerFraction_AssumesBalancedAndSaysSo()
    {
        ApiReply reply = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "100", horizon = "PT5M", asOf = "latest" });
        Assert.Equal("balanced", reply.String("order", "strategy"));
        Assert.Equal(0.5, reply.Number("order", "takerFraction"));
        Assert.True(reply.At("order", "strategyAssumed").GetBoolean());
        Assert.Contains(reply.Items("notes"), n => n.GetString()!.Contains("balanced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_TakerFraction_ReplacesStrategy()
    {
        ApiReply reply = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "100", horizon = "PT5M", asOf = "latest", takerFraction = 0.25 });
        Assert.Equal(JsonValueKind.Null, reply.At("order", "strategy").ValueKind);
        Assert.Equal(0.25, reply.Number("order", "takerFraction"));
        Assert.False(reply.At("order", "strategyAssumed").GetBoolean());
        Assert.Equal(reply.Number("marketState", "halfSpreadBps") * -0.5, reply.Number("decomposition", "spreadCostBps"), 1e-9);
    }

    [Fact]
    public async Task Post_SizeInThreeWays_MeansTheSameOrder()
    {
        ApiReply units = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "2000", horizon = "PT5M", asOf = "latest" });
        double price = units.Number("order", "arrivalPrice"), adv = units.Number("marketState", "advUnits");
        string notional = (2000 * price).ToString("0.########", System.Globalization.CultureInfo.InvariantCulture);
        string fraction = (2000 / adv).ToString("0.################", System.Globalization.CultureInfo.InvariantCulture);
        ApiReply money = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", notional, horizon = "PT5M", asOf = "latest" });
        ApiReply share = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", advFraction = fraction, horizon = "PT5M", asOf = "latest" });
        Assert.Equal("2000", money.String("order", "quantity"));
        Assert.Equal("2000", share.String("order", "quantity"));
        Assert.Equal(units.Number("slippage", "meanBps"), money.Number("slippage", "meanBps"));
        Assert.Equal(units.Number("slippage", "meanBps"), share.Number("slippage", "meanBps"));
    }

    [Fact]
    public async Task Post_SizeThatIsNotWholeLots_IsRoundedWhenComputedOnly()
    {
        ApiReply computed = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", notional = "12345.67", horizon = "PT5M", asOf = "latest" });
        Assert.DoesNotContain(".", computed.String("order", "quantity")!, StringComparison.Ordinal);
        ApiReply tiny = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", notional = "0.01", horizon = "PT5M", asOf = "latest" });
        Assert.Equal("1", tiny.String("order", "quantity"));
        ApiReply given = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "12.5", horizon = "PT5M", asOf = "latest" });
        Assert.Equal("12.5", given.String("order", "quantity"));
    }

    [Fact]
    public async Task Post_LargerOrder_NeverCostsLess()
    {
        double mean = double.NegativeInfinity;
        foreach (string advFraction in (string[])["0.0001", "0.001", "0.01", "0.05", "0.2", "1"])
        {
            ApiReply reply = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", advFraction, horizon = "PT30M", asOf = "latest" });
            Assert.True(reply.Number("slippage", "meanBps") >= mean - 1e-9, advFraction);
            mean = reply.Number("slippage", "meanBps");
        }
    }

    [Fact]
    public async Task Post_LimitPrice_SaysDistanceAndProbability()
    {
        ApiReply plain = await api.AskAsync(new { instrument = TestMarket.Share, side = "sell", quantity = "500", horizon = "PT10M", asOf = "latest" });
        double limit = plain.Number("order", "arrivalPrice") * (1 - 20e-4);
        ApiReply reply = await api.AskAsync(new { instrument = TestMarket.Share, side = "sell", quantity = "500", horizon = "PT10M", asOf = "latest", limitPrice = limit, thresholdsBps = (double[])[20] });
        Assert.Equal(20, reply.Number("limit", "distanceBps"), 1e-6);
        Assert.Equal(reply.Number("exceedance", "0", "probability"), reply.Number("limit", "probabilityBeyondLimit"), 1e-6);
        Assert.True(reply.At("limit", "marketable").GetBoolean());
        Assert.Equal(plain.Number("slippage", "meanBps"), reply.Number("slippage", "meanBps"));
        Assert.False(plain.Json.TryGetProperty("limit", out _));
    }

    [Fact]
    public async Task Post_Overrides_ReplaceWhatWasMeasured()
    {
        ApiReply reply = await api.AskAsync(new
        {
            instrument = TestMarket.Empty, side = "buy", quantity = "10000", horizon = "PT1H", asOf = "2025-10-30T15:00:00Z",
            marketState = new { advUnits = "1000000", dailyVolatility = "0.02", halfSpreadBps = 3, price = "50.25" },
        });
        Assert.Equal(200, reply.StatusCode);
        AnswerChecks.AssertConsistent(reply);
        Assert.Equal("parametric", reply.String("rung"));
        Assert.Equal(50.25, reply.Number("order", "arrivalPrice"));
        Assert.Equal(0.01, reply.Number("order", "advFraction"), 1e-12);
        Assert.Equal(["advUnits", "dailyVolatility", "halfSpreadBps", "price"], reply.Items("marketState", "overrides").Select(o => o.GetString()));
        Assert.Equal(JsonValueKind.Null, reply.At("marketState", "quoteAgeSeconds").ValueKind);
        Assert.Equal(0, reply.Number("provenance", "advSessions"));
    }

    [Fact]
    public async Task Post_WithoutAsOf_UsesTheClockAndTheLiveMarket()
    {
        string latest = (await api.GetAsync($"/v1/instruments/{TestMarket.Share}")).String("lastEventTime")!;
        DateTimeOffset before = api.Clock.Now;
        try
        {
            api.Clock.Now = DateTimeOffset.Parse(latest, System.Globalization.CultureInfo.InvariantCulture).AddSeconds(7);
            ApiReply reply = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "100", horizon = "PT10M" });
            Assert.Equal(200, reply.StatusCode);
            Assert.Equal(latest, reply.String("marketState", "lastEventTime"));
            Assert.InRange(reply.Number("marketState", "quoteAgeSeconds"), 7, 60);
            Assert.False(reply.At("marketState", "stale").GetBoolean());
        }
        finally
        {
            api.Clock.Now = before;
        }
    }
}
