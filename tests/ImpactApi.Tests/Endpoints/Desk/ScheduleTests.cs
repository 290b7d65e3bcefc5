using System.Globalization;
using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Endpoints.Desk;

[Collection(ApiCollection.Name)]
public class ScheduleTests(ApiFixture api)
{
    private const string Address = "/v1/schedules";

    private static readonly object order = new { instrument = TestMarket.Share, side = "buy", advFraction = "0.05", horizon = "PT2H", asOf = "2025-10-30T15:00:00Z" };
    private static readonly string[] all = ["twap", "vwap", "pov", "almgrenChriss", "obizhaevaWang", "optimal"];
    private static readonly object[] blackout = [new { from = "2025-10-30T15:55:00Z", to = "2025-10-30T16:10:00Z", reason = "news release" }];

    [Fact]
    public async Task Post_EveryStrategy_KeepsToCapsLotsAndWindows()
    {
        ApiReply reply = await api.PostAsync(Address, new { order, strategies = all, maxParticipation = 0.4, lotSize = "10", blackouts = blackout, auctions = new[] { new { from = "2025-10-30T15:10:00Z", to = "2025-10-30T15:15:00Z" } } });
        Assert.True(reply.StatusCode == 200, reply.Text);
        double quantity = double.Parse(reply.String("order", "quantity")!, CultureInfo.InvariantCulture);
        Assert.Equal(all, reply.Items("schedules").Select(s => s.GetProperty("strategy").GetString()));
        foreach (JsonElement schedule in reply.Items("schedules"))
        {
            JsonElement[] slices = [.. schedule.GetProperty("slices").EnumerateArray()];
            Assert.Equal(quantity, slices.Sum(Units), 1e-6);
            Assert.Equal(JsonValueKind.Null, schedule.GetProperty("left").ValueKind);
            Assert.All(slices, s => Assert.InRange(s.GetProperty("participation").GetDouble(), 0, 0.4 + 1e-9));
            Assert.All(slices, s => Assert.True(Before(s, "endTime", "2025-10-30T15:55:00Z") || Before("2025-10-30T16:10:00Z", s, "startTime")));
            Assert.All(slices, s => Assert.True(Before(s, "endTime", "2025-10-30T15:10:00Z") || Before("2025-10-30T15:15:00Z", s, "startTime")));
            Assert.True(slices.Count(s => Units(s) % 10 > 1e-6) <= 1);
            AssertAddsUp(schedule, slices, reply.Number("marketState", "midPrice"), quantity);
        }
    }

    [Fact]
    public async Task Post_Answer_CarriesLawFrontierSupportAndProvenance()
    {
        ApiReply reply = await api.PostAsync(Address, new { order, strategies = all, frontierPoints = 15 });
        Assert.True(reply.Number("law", "fitErrorRmsBps") >= 0);
        Assert.InRange(reply.Number("law", "rateExponent"), 0.1, 1);
        Assert.Equal(12, reply.At("law", "fittedOrders").GetInt32());
        Assert.StartsWith("PT", reply.String("law", "bookHalfLife"), StringComparison.Ordinal);
        JsonElement[] frontier = [.. reply.Items("frontier")];
        Assert.Equal(15, frontier.Length);
        Assert.All(frontier.Zip(frontier.Skip(1)), pair => Assert.True(
            pair.Second.GetProperty("meanBps").GetDouble() >= pair.First.GetProperty("meanBps").GetDouble() - 1e-9
            && pair.Second.GetProperty("standardDeviationBps").GetDouble() <= pair.First.GetProperty("standardDeviationBps").GetDouble() + 1e-9));
        ApiReply estimate = await api.AskAsync(new { instrument = TestMarket.Share, side = "buy", advFraction = "0.05", horizon = "PT2H", asOf = "2025-10-30T15:00:00Z" });
        Assert.Equal(estimate.Number("slippage", "meanBps"), reply.Number("referenceSlippage", "meanBps"));
        Assert.Equal(estimate.At("support").GetRawText(), reply.At("support").GetRawText());
        Assert.Equal(estimate.At("provenance").GetRawText(), reply.At("provenance").GetRawText());
        Assert.Equal(estimate.String("rung"), reply.String("rung"));
    }

    [Fact]
    public async Task Post_FrontierPointAskedForAgain_IsTheScheduleOfThatPoint()
    {
        ApiReply frontier = await api.PostAsync(Address, new { order });
        JsonElement point = frontier.At("frontier", "7");
        ApiReply reply = await api.PostAsync(Address, new { order, riskAversionPerBps = point.GetProperty("riskAversionPerBps").GetDouble(), frontierPoints = 0 });
        Assert.Equal(point.GetProperty("meanBps").GetDouble(), reply.Number("schedules", "0", "slippage", "meanBps"), 1e-9);
        Assert.Equal(point.GetProperty("standardDeviationBps").GetDouble(), reply.Number("schedules", "0", "slippage", "standardDeviationBps"), 1e-9);
        Assert.Empty(reply.Items("frontier"));
    }

    [Fact]
    public async Task Post_CapTooTight_RefusesWithWhatWouldFitAndThatFits()
    {
        ApiReply refused = await api.PostAsync(Address, new { order, maxParticipation = 0.01 });
        refused.AssertProblem(422, "schedule_infeasible");
        string expected = refused.ErrorAt("/maxParticipation")!.Value.GetProperty("expected").GetString()!;
        double least = double.Parse(expected.Split(' ', ',')[2], CultureInfo.InvariantCulture);
        Assert.Equal(200, (await api.PostAsync(Address, new { order, maxParticipation = least })).StatusCode);
        ApiReply partial = await api.PostAsync(Address, new { order, maxParticipation = 0.01, mustComplete = false, alpha = new { bpsPerHour = 4 } });
        Assert.InRange(partial.Number("schedules", "0", "left", "fraction"), 0.1, 0.999);
        Assert.Equal(8, partial.Number("schedules", "0", "left", "opportunityMeanBps"), 1e-9);
        Assert.True(partial.Number("schedules", "0", "left", "opportunityRiskBps") > 0);
    }

    [Fact]
    public async Task Post_BlackoutOverEverything_Refuses()
    {
        ApiReply reply = await api.PostAsync(Address, new { order, mustComplete = false, blackouts = new[] { new { from = "2025-10-30T14:00:00Z", to = "2025-10-30T19:00:00Z" } } });
        reply.AssertProblem(422, "schedule_infeasible");
        Assert.NotNull(reply.ErrorAt("/blackouts"));
    }

    [Fact]
    public async Task Post_Alpha_TurnsWithTheSide()
    {
        async Task<double> FirstHalf(string side, double bpsPerHour)
        {
            ApiReply reply = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side, advFraction = "0.05", horizon = "PT2H", asOf = "2025-10-30T15:00:00Z" }, alpha = new { bpsPerHour, halfLife = "PT1H" }, riskAversionPerBps = 0, frontierPoints = 0 });
            JsonElement[] slices = [.. reply.Items("schedules", "0", "slices")];
            return slices.Where(s => Before(s, "endTime", "2025-10-30T16:00:00Z")).Sum(Units) / slices.Sum(Units);
        }

        Assert.True(await FirstHalf("buy", 20) > await FirstHalf("buy", 0) + 0.02);
        Assert.True(await FirstHalf("sell", 20) < await FirstHalf("sell", 0) - 0.02);
    }

    [Fact]
    public async Task Post_LimitPrice_BoundsEverySliceAndSaysWhatItLeaves()
    {
        double mid = (await api.PostAsync(Address, new { order, frontierPoints = 0 })).Number("marketState", "midPrice");
        ApiReply reply = await api.PostAsync(Address, new { order, limitPrice = mid * 1.001, frontierPoints = 0 });
        Assert.Equal(10, reply.Number("schedules", "0", "limit", "distanceBps"), 1e-6);
        Assert.InRange(reply.Number("schedules", "0", "limit", "expectedFraction"), 0.01, 0.99);
        Assert.True(reply.Number("schedules", "0", "limit", "opportunityCostBps") > 0);
        Assert.All(reply.Items("schedules", "0", "slices"), s => Assert.True(s.GetProperty("limitPriceWorst").GetDouble() <= mid * 1.001 + 1e-9 && s.GetProperty("limitPriceBest").GetDouble() <= s.GetProperty("limitPriceWorst").GetDouble()));
        Assert.All(reply.Items("schedules", "0", "slices"), s => Assert.InRange(s.GetProperty("withinLimitProbability").GetDouble(), 0, 1));
    }

    [Fact]
    public async Task Post_Executed_PlansTheRest()
    {
        ApiReply whole = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side = "buy", quantity = "5000", horizon = "PT2H", asOf = "2025-10-30T15:00:00Z" } });
        ApiReply rest = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side = "buy", quantity = "5000", horizon = "PT1H", asOf = "2025-10-30T16:00:00Z" }, executed = new { quantity = "2000", averagePrice = "100.10", arrivalPrice = "100" } });
        Assert.Equal("5000", whole.String("schedules", "0", "quantity"));
        Assert.Equal("3000", rest.String("schedules", "0", "quantity"));
        Assert.Equal(10, rest.Number("wholeOrder", "executedSlippageBps"), 1e-9);
        Assert.Equal((2 * 10 + 3 * rest.Number("wholeOrder", "restMeanBps")) / 5, rest.Number("wholeOrder", "meanBps"), 1e-9);
        ApiReply done = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side = "buy", quantity = "5000", horizon = "PT1H", asOf = "2025-10-30T16:00:00Z" }, executed = new { quantity = "5000" } });
        done.AssertProblem(400, "invalid_request");
        Assert.NotNull(done.ErrorAt("/executed/quantity"));
    }

    [Fact]
    public async Task Post_LotAboveTheOrder_TradesItAsOne()
    {
        ApiReply reply = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side = "buy", quantity = "7", horizon = "PT1H", asOf = "2025-10-30T15:00:00Z" }, lotSize = 100 });
        Assert.Equal("7", reply.Items("schedules", "0", "slices").Single().GetProperty("quantity").GetString());
        ApiReply odd = await api.PostAsync(Address, new { order = new { instrument = TestMarket.Share, side = "buy", quantity = "1007", horizon = "PT1H", asOf = "2025-10-30T15:00:00Z" }, lotSize = 100 });
        Assert.Equal(1007, odd.Items("schedules", "0", "slices").Sum(Units));
    }

    private static void AssertAddsUp(JsonElement schedule, JsonElement[] slices, double mid, double quantity)
    {
        double mean = schedule.GetProperty("slippage").GetProperty("meanBps").GetDouble();
        Assert.Equal(mean, new[] { "constantBps", "temporaryBps", "permanentBps", "alphaBps" }.Sum(n => schedule.GetProperty(n).GetDouble()), 1e-9);
        double price = slices.Sum(s => Units(s) * s.GetProperty("expectedPrice").GetDouble()) / quantity;
        Assert.Equal(mean, (price - mid) / mid * 1e4, 0.01 * Math.Abs(mean) + 0.01);
        Assert.Equal(0.5, slices.Sum(s => Units(s) * s.GetProperty("takerFraction").GetDouble()) / quantity, 1e-6);
        Assert.All(slices, s => Assert.Contains("volume", s.GetProperty("venueReason").GetString()!, StringComparison.Ordinal));
    }

    private static double Units(JsonElement slice) => double.Parse(slice.GetProperty("quantity").GetString()!, CultureInfo.InvariantCulture);

    private static bool Before(JsonElement slice, string member, string time) => DateTimeOffset.Parse(slice.GetProperty(member).GetString()!, CultureInfo.InvariantCulture) <= DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static bool Before(string time, JsonElement slice, string member) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) <= DateTimeOffset.Parse(slice.GetProperty(member).GetString()!, CultureInfo.InvariantCulture);
}
