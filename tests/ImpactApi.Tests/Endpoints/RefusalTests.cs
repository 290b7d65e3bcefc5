using System.Text.Json;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Endpoints;

/// <summary>Questions that are well formed and still cannot be answered.</summary>
[Collection(ApiCollection.Name)]
public class RefusalTests(ApiFixture api)
{
    private Task<ApiReply> AskAsync(string instrument, string? asOf, string horizon = "PT5M", string quantity = "100") =>
        api.AskAsync(new { instrument, side = "buy", quantity, horizon, asOf });

    [Fact]
    public async Task Post_UnknownInstrument_NotFound()
    {
        ApiReply reply = await AskAsync("NOPE", "latest");
        reply.AssertProblem(404, "unknown_instrument");
        Assert.Equal("NOPE", reply.ErrorAt("/instrument")!.Value.GetProperty("value").GetString());
        (await AskAsync("elm", "latest")).AssertProblem(404, "unknown_instrument");
    }

    [Fact]
    public async Task Post_HorizonPastSessionEnd_SaysWhatIsLeft()
    {
        ApiReply reply = await AskAsync(TestMarket.Share, "2025-10-30T19:30:00Z", "PT1H");
        reply.AssertProblem(422, "horizon_past_session_end");
        Assert.Equal(1_800, reply.Number("secondsLeft"));
        Assert.Contains("PT30M", reply.ErrorAt("/horizon")!.Value.GetProperty("expected").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await AskAsync(TestMarket.Share, "2025-10-30T19:30:00Z", "PT30M")).StatusCode);
    }

    [Theory]
    [InlineData("2025-10-30T13:29:59.999999Z", "2025-10-30T13:30:00Z")]
    [InlineData("2025-10-30T20:00:00Z", "2025-10-31T13:30:00Z")]
    public async Task Post_OutsideTradingHours_SaysWhenItOpens(string asOf, string opens)
    {
        ApiReply reply = await AskAsync(TestMarket.Share, asOf);
        reply.AssertProblem(422, "session_closed");
        Assert.Equal(opens, reply.String("nextOpen"));
    }

    [Theory]
    [InlineData(TestMarket.Share, "2013-10-10T15:00:00Z")]
    [InlineData(TestMarket.RoundTheClock, "2013-10-10T15:00:00Z")]
    [InlineData(TestMarket.Share, "0001-01-01T00:00:00Z")]
    [InlineData(TestMarket.RoundTheClock, "0001-01-01T00:00:00Z")]
    [InlineData(TestMarket.Share, "1969-12-31T23:59:59Z")]
    public async Task Post_AsOfBeforeTheData_SaysWhereItBegins(string instrument, string asOf)
    {
        ApiReply reply = await AskAsync(instrument, asOf);
        reply.AssertProblem(422, "as_of_before_data");
        Assert.NotEmpty(reply.String("dataTime")!);
        (await api.GetAsync($"/v1/instruments/{instrument}/features?asOf={asOf}")).AssertProblem(422, "as_of_before_data");
    }

    [Fact]
    public async Task Post_InstrumentWithoutRows_NoMarketData()
    {
        (await AskAsync(TestMarket.Empty, "latest")).AssertProblem(422, "no_market_data");
        (await AskAsync(TestMarket.Empty, "2025-10-30T15:00:00Z")).AssertProblem(422, "no_market_data");
        (await AskAsync(TestMarket.Empty, null)).AssertProblem(422, "no_market_data");
        (await api.GetAsync($"/v1/instruments/{TestMarket.Empty}/features")).AssertProblem(422, "no_market_data");
    }

    [Fact]
    public async Task Post_InstrumentWithoutHistory_AsksForAdvAndVolatility()
    {
        object order = new { instrument = TestMarket.Young, side = "buy", quantity = "100", horizon = "PT5M", asOf = "latest" };
        ApiReply reply = await api.AskAsync(order);
        reply.AssertProblem(422, "no_market_data");
        Assert.NotNull(reply.ErrorAt("/marketState/advUnits"));
        Assert.NotNull(reply.ErrorAt("/marketState/dailyVolatility"));
        ApiReply given = await api.AskAsync(new { instrument = TestMarket.Young, side = "buy", quantity = "100", horizon = "PT5M", asOf = "latest", marketState = new { advUnits = "50000", dailyVolatility = 0.02 } });
        Assert.Equal(200, given.StatusCode);
        Assert.Equal(1, given.Number("marketState", "halfSpreadBps"), 1e-9);
        Assert.Equal(0.02, given.Number("marketState", "dailyVolatility"));
    }

    [Fact]
    public async Task Post_QuoteGettingOld_FallsToTheLawThenRefuses()
    {
        Timestamp last = Timestamp.From(JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize((await api.GetAsync($"/v1/instruments/{Uri.EscapeDataString(TestMarket.Young)}")).String("lastEventTime"))));
        object overrides = new { advUnits = "50000", dailyVolatility = 0.02 };
        Task<ApiReply> Ask(double secondsLater, object marketState) =>
            api.AskAsync(new { instrument = TestMarket.Young, side = "buy", quantity = "100", horizon = "PT5M", asOf = last.AddSeconds(secondsLater).ToString(), marketState });

        ApiReply fresh = await Ask(119, overrides), stale = await Ask(121, overrides), old = await Ask(3_601, overrides);
        Assert.False(fresh.At("marketState", "stale").GetBoolean());
        Assert.Equal(119, fresh.Number("marketState", "quoteAgeSeconds"), 1e-6);
        Assert.Equal("parametric", stale.String("rung"));
        Assert.Equal("staleMarketData", stale.String("rungReason", "code"));
        Assert.True(stale.At("marketState", "stale").GetBoolean());
        old.AssertProblem(422, "stale_market_data");
        ApiReply priced = await Ask(3_601, new { advUnits = "50000", dailyVolatility = 0.02, price = 100, halfSpreadBps = 2 });
        Assert.Equal((200, "staleMarketData"), (priced.StatusCode, priced.String("rungReason", "code")));
    }

    [Fact]
    public async Task Post_OrderOfHundredDays_Refuses()
    {
        ApiReply reply = await AskAsync(TestMarket.Share, "latest", quantity: "1000000000000");
        reply.AssertProblem(422, "order_too_large");
        Assert.NotNull(reply.ErrorAt("/quantity"));
    }

    [Fact]
    public async Task Post_AsOfInTheFuture_Refuses()
    {
        ApiReply reply = await AskAsync(TestMarket.Share, "2025-11-01T00:00:01Z");
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt("/asOf"));
    }
}
