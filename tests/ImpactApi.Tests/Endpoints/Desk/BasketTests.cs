using System.Net;
using System.Text.Json;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

[Collection(ApiCollection.Name)]
public class BasketTests(ApiFixture api)
{
    private const string Address = "/v1/baskets";

    private static object Line(string side, string quantity, string instrument = TestMarket.Share, string? id = null) => new { id, instrument, side, quantity };

    [Fact]
    public async Task Post_LinesOfOneInstrumentAndSide_PayTheImpactOfTheirSum()
    {
        ApiReply reply = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", lines = new[] { Line("buy", "1000", id: "a"), Line("sell", "500"), Line("buy", "3000", id: "c") } });
        Assert.True(reply.StatusCode == 200, reply.Text);
        ApiReply estimate = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "4000", horizon = "PT30M", asOf = "latest" });
        double mean = estimate.Number("slippage", "meanBps");
        Assert.Equal("a,,c", string.Join(',', reply.Items("lines").Select(l => l.GetProperty("id").GetString())));
        Assert.Equal(mean, reply.Number("lines", "0", "result", "slippage", "meanBps"), 1e-12);
        Assert.Equal(mean, reply.Number("lines", "2", "result", "slippage", "meanBps"), 1e-12);
        Assert.Equal(("1000", "4000", 2), (reply.String("lines", "0", "result", "quantity"), reply.String("lines", "0", "result", "positionQuantity"), reply.At("lines", "0", "result", "positionLines").GetInt32()));
        Assert.Equal("500", reply.String("lines", "1", "result", "positionQuantity"));
        Assert.Equal(estimate.At("support").GetRawText(), reply.At("lines", "0", "result", "support").GetRawText());
    }

    [Fact]
    public async Task Post_Totals_AddUpAndRiskNets()
    {
        ApiReply oneSided = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", lines = new[] { Line("buy", "1000"), Line("buy", "1", TestMarket.RoundTheClock) } });
        ApiReply hedged = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", lines = new[] { Line("buy", "1000"), Line("sell", "1000") } });
        JsonElement[] results = [.. oneSided.Items("lines").Select(l => l.GetProperty("result"))];
        double gross = results.Sum(r => r.GetProperty("notional").GetDouble());
        Assert.Equal(gross, oneSided.Number("total", "grossNotional"), 1e-6);
        Assert.Equal(gross, oneSided.Number("total", "netNotional"), 1e-6);
        Assert.Equal(results.Sum(r => r.GetProperty("costMoney").GetDouble()), oneSided.Number("total", "costMoney"), 1e-6);
        Assert.Equal(oneSided.Number("total", "slippage", "meanBps"), oneSided.Number("total", "temporaryBps") + oneSided.Number("total", "permanentBps"), 1e-9);
        Assert.True(hedged.Number("total", "slippage", "standardDeviationBps") < 0.3 * hedged.Number("total", "independentStandardDeviationBps"));
        Assert.Equal(0, hedged.Number("total", "netNotional"), 1e-6);
        Assert.Contains(hedged.Items("notes"), n => n.GetString()!.Contains("Cross-impact is not modelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_BadLines_AreRefusedOneByOne()
    {
        ApiReply reply = await api.PostAsync(Address, new
        {
            horizon = "PT30M",
            asOf = "latest",
            lines = new object[]
            {
                Line("buy", "1000"), Line("buy", "-5"), Line("buy", "5", "NOPE"), Line("hold", "5"), new { instrument = TestMarket.Share, side = "buy" },
                Line("buy", "5", TestMarket.Empty), Line("sell", "900000000000"), Line("sell", "10"),
            },
        });
        Assert.Equal(200, reply.StatusCode);
        Assert.Equal((2, 6), (reply.At("pricedCount").GetInt32(), reply.At("refusedCount").GetInt32()));
        string codes = string.Join(',', reply.Items("lines").Select(l => l.GetProperty("refusal") is { ValueKind: JsonValueKind.Object } r ? r.GetProperty("code").GetString() : "-"));
        Assert.Equal("-,invalid_request,unknown_instrument,invalid_request,invalid_request,no_market_data,order_too_large,-", codes);
        Assert.All(reply.Items("lines"), l => Assert.NotEqual(l.GetProperty("result").ValueKind, l.GetProperty("refusal").ValueKind));
    }

    [Fact]
    public async Task Post_OnlyRefusedLines_HasNoTotal()
    {
        ApiReply reply = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", lines = new[] { Line("buy", "5", "NOPE") } });
        Assert.Equal(JsonValueKind.Null, reply.At("total").ValueKind);
        Assert.Equal(1, reply.At("refusedCount").GetInt32());
    }

    [Fact]
    public async Task Post_MixedCurrencies_AreConvertedOrRefused()
    {
        string euro = await ImportEuroShareAsync();
        object[] lines = [Line("buy", "1000"), Line("buy", "10", euro)];
        ApiReply refused = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "2025-10-31T15:00:00Z", lines });
        for (int attempt = 0; attempt < 100 && refused.String("lines", "1", "refusal", "code") == "no_market_data"; attempt++)
        {
            await Task.Delay(100); // The sessions of a new instrument follow its rows by a moment.
            refused = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "2025-10-31T15:00:00Z", lines });
        }

        Assert.Equal("no_currency_rate", refused.String("lines", "1", "refusal", "code"));
        Assert.Equal(1, refused.At("pricedCount").GetInt32());
        ApiReply both = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "2025-10-31T15:00:00Z", lines, currencyRates = new { EUR = "1.5" } });
        Assert.Equal(2, both.At("pricedCount").GetInt32());
        Assert.Equal(("USD", 1.5 * 10 * both.Number("lines", "1", "result", "arrivalPrice")), (both.String("total", "currency"), both.Number("lines", "1", "result", "notional")));
        ApiReply inEuro = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", currency = "EUR", lines = new[] { Line("buy", "1000") } });
        Assert.Equal("no_currency_rate", inEuro.String("lines", "0", "refusal", "code"));
        Assert.Contains("currencyRates.USD", inEuro.String("lines", "0", "refusal", "detail"), StringComparison.Ordinal);
        ApiReply converted = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", currency = "EUR", currencyRates = new { USD = "0.9" }, lines = new[] { Line("buy", "1000") } });
        Assert.Equal(0.9 * 1000 * converted.Number("lines", "0", "result", "arrivalPrice"), converted.Number("total", "grossNotional"), 1e-6);
        Assert.Equal("EUR", converted.String("total", "currency"));
    }

    [Fact]
    public async Task Post_SameSeed_AnswersAlike()
    {
        object basket = new { horizon = "PT30M", asOf = "latest", seed = 7, lines = new[] { Line("buy", "1000"), Line("sell", "1", TestMarket.RoundTheClock) } };
        Assert.Equal((await api.PostAsync(Address, basket)).Text, (await api.PostAsync(Address, basket)).Text);
    }

    [Fact]
    public async Task Post_TwoThousandLines_IsAJobThatEndsWithAnAnswer()
    {
        object[] lines = [.. Enumerable.Range(0, 2_000).Select(i => Line(i % 2 == 0 ? "buy" : "sell", $"{1 + i % 50}", i % 3 == 0 ? TestMarket.RoundTheClock : TestMarket.Share))];
        ApiReply accepted = await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", lines });
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        string id = accepted.String("jobId")!;
        ApiReply job = await UntilOverAsync(id);
        Assert.Equal(("done", 1.0, 2_000), (job.String("status"), job.Number("progress"), job.At("result", "pricedCount").GetInt32()));
        using HttpResponseMessage late = await api.Client.DeleteAsync($"{Address}/{id}");
        Assert.Equal("done", (await ApiReply.ReadAsync(late)).String("status"));
    }

    [Fact]
    public async Task Delete_QueuedJob_IsCancelled()
    {
        object[] lines = [.. Enumerable.Range(0, 2_000).Select(_ => Line("buy", "5"))];
        List<string> ids = [];
        for (int i = 0; i < 3; i++)
            ids.Add((await api.PostAsync(Address, new { horizon = "PT30M", asOf = "latest", lines, wait = false })).String("jobId")!);
        using HttpResponseMessage response = await api.Client.DeleteAsync($"{Address}/{ids[2]}");
        Assert.Contains((await ApiReply.ReadAsync(response)).String("status"), (string[])["cancelled", "done"]);
        Assert.Contains((await UntilOverAsync(ids[2])).String("status"), (string[])["cancelled", "done"]);
        Assert.Equal("done", (await UntilOverAsync(ids[0])).String("status"));
        await UntilOverAsync(ids[1]);
    }

    [Fact]
    public async Task Get_UnknownJob_IsNotFound()
    {
        (await api.GetAsync($"{Address}/{Guid.NewGuid()}")).AssertProblem(404, "unknown_job");
        (await api.GetAsync($"{Address}/7")).AssertProblem(400, "invalid_request");
    }

    [Theory]
    [InlineData("""{"horizon":"PT1H","lines":[]}""", "/lines")]
    [InlineData("""{"horizon":"PT1H"}""", "/lines")]
    [InlineData("""{"horizon":"PT1H","lines":[null]}""", "/lines")]
    [InlineData("""{"lines":[{"instrument":"ELM","side":"buy","quantity":"1"}]}""", "/horizon")]
    [InlineData("""{"horizon":"PT1H","lines":[{"instrument":"ELM","side":"buy","quantity":"1"}],"currencyRates":{"EUR":"-1"}}""", "/currencyRates")]
    [InlineData("""{"horizon":"PT1H","lines":[{"instrument":"ELM","side":"buy","quantity":"1"}],"currency":"$"}""", "/currency")]
    [InlineData("""{"horizon":"PT1H","lines":[{"instrument":"ELM","side":"buy","quantity":"1"}],"seed":-1}""", "/seed")]
    [InlineData("""{"horizon":"PT1H","lines":[{"instrument":"ELM","side":"buy","quantity":"1"}],"takerFraction":3}""", "/takerFraction")]
    public async Task Post_OneFieldWrong_NamesIt(string body, string pointer)
    {
        ApiReply reply = await api.PostTextAsync(Address, body);
        reply.AssertProblem(400, "invalid_request");
        Assert.True(reply.ErrorAt(pointer) is not null, reply.Text);
    }

    [Fact]
    public async Task Post_TwoThousandAndOneLines_Refuses()
    {
        ApiReply reply = await api.PostAsync(Address, new { horizon = "PT1H", lines = Enumerable.Repeat(Line("buy", "1"), 2_001) });
        reply.AssertProblem(400, "invalid_request");
        Assert.Equal("2001 entries", reply.ErrorAt("/lines")!.Value.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Post_RateThatIsNone_NamesCurrencyAndValue()
    {
        ApiReply reply = await api.PostAsync(Address, new { horizon = "PT1H", lines = new[] { Line("buy", "1") }, currencyRates = new { EUR = "1.1", GBP = "-2" } });
        reply.AssertProblem(400, "invalid_request");
        Assert.Equal("GBP=-2", reply.ErrorAt("/currencyRates")!.Value.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Post_HorizonBeyondTheSession_RefusesTheLinesConcerned()
    {
        ApiReply reply = await api.PostAsync(Address, new { horizon = "PT8H", asOf = "2025-10-30T15:00:00Z", lines = new[] { Line("buy", "10"), Line("buy", "1", TestMarket.RoundTheClock) } });
        Assert.Equal("horizon_past_session_end", reply.String("lines", "0", "refusal", "code"));
        Assert.Equal(JsonValueKind.Object, reply.At("lines", "1", "result").ValueKind);
    }

    private async Task<ApiReply> UntilOverAsync(string id)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            ApiReply job = await api.GetAsync($"{Address}/{id}");
            if (job.String("status") is not ("queued" or "running"))
                return job;
            await Task.Delay(50);
        }

        throw new TimeoutException("the job was not over within 30 s");
    }

    /// <summary>Nine days of a quote and a trade a minute, at a price of its own each day.</summary>
    private async Task<string> ImportEuroShareAsync()
    {
        Instrument share = new($"E{Guid.NewGuid():N}"[..12], TradingCalendar.Parse("09:30-16:00 America/New_York"), "EUR");
        IEnumerable<MarketEvent> events = Enumerable.Range(0, 9).SelectMany(day =>
        {
            TradingSession session = share.Calendar.SessionOn(TestMarket.LastDate.AddDays(day - 8));
            double mid = 50 + day % 3;
            return Enumerable.Range(0, 389).Select(minute => session.Open.AddSeconds(60 * minute)).SelectMany(time => (MarketEvent[])
            [
                MarketEvent.Of(time, time, new Quote(mid - 0.01, 500, mid + 0.01, 500)),
                MarketEvent.Of(time.AddSeconds(30), time.AddSeconds(30), new Trade(mid + 0.01, 100, Aggressor.Buyer)),
            ]);
        });
        await TestMarket.ImportAsync(api.Store, share, events, share.Symbol);
        return share.Symbol;
    }
}
