using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Faults;

[Collection(ApiCollection.Name)]
public class ClockJumpTests(ApiFixture api)
{
    private const string Header = "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";

    [Theory]
    [InlineData(-86_400)]
    [InlineData(-30 * 86_400)]
    [InlineData(400 * 86_400)]
    public async Task ClockJumps_EveryAnswerHasAReasonAndAllIsWellWhenItReturns(int seconds)
    {
        TestClock clock = new(api.Clock.Now);
        (string connection, _) = await api.CopyDatabaseAsync();
        await using WebApplicationFactory<Program> other = ApiFixture.Create(connection, clock);
        using HttpClient client = other.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        string stream = FormattableString.Invariant($"clock.{seconds}");
        string now = clock.Now.AddHours(-9).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1, await SendAsync(client, stream, $"1,{now},{TestMarket.RoundTheClock},quote,,,,9.99,5,10.01,5", "accepted"));
        clock.Now = clock.Now.AddSeconds(seconds);
        Assert.Equal(200, await AskAsync(client, "latest"));
        Assert.Contains(await AskAsync(client, null), (int[])[200, 422]);
        Assert.Equal(1, await SendAsync(client, stream, $"2,{now},{TestMarket.RoundTheClock},quote,,,,9.99,5,10.01,5", seconds < 0 ? "rejected" : "accepted"));
        await ModelFixture.EventuallyAsync(async () => (await client.GetStringAsync("/health/ready")).Contains("\"clockJumped\"", StringComparison.Ordinal));
        clock.Now = api.Clock.Now;
        Assert.Equal(200, await AskAsync(client, "latest"));
        Assert.Equal(1, await SendAsync(client, stream, $"3,{now},{TestMarket.RoundTheClock},quote,,,,9.99,5,10.01,5", "accepted"));
    }

    private static async Task<int> AskAsync(HttpClient client, string? asOf)
    {
        string body = JsonSerializer.Serialize(new { instrument = TestMarket.RoundTheClock, side = "buy", quantity = "1", horizon = "PT0S", asOf });
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content);
        return (int)response.StatusCode;
    }

    private static async Task<int> SendAsync(HttpClient client, string stream, string row, string count)
    {
        using StringContent content = new(Header + row + "\n", Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await client.PostAsync($"/v1/market-data?stream={stream}", content);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty(count).GetInt32();
    }
}
