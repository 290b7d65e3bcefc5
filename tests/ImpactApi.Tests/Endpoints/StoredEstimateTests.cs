using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.ImpactApi.Endpoints;

[Collection(ApiCollection.Name)]
public class StoredEstimateTests(ApiFixture api)
{
    private async Task<ApiReply> AskAsync(string asOf = "latest", bool explain = true) => await api.AskAsync(new
    {
        instrument = TestMarket.Share, side = "sell", advFraction = "0.0123", horizon = "PT7M", strategy = "passive", asOf, explain,
        limitPrice = "12.34", fees = new { bps = 0.5 }, levels = (double[])[0.001, 0.5, 0.999],
    });

    [Fact]
    public async Task Get_JustGiven_IsTheAnswerByteForByte()
    {
        ApiReply given = await AskAsync();
        ApiReply found = await api.GetAsync($"/v1/estimates/{given.String("estimateId")}");
        Assert.Equal((200, "application/json"), (found.StatusCode, found.MediaType));
        Assert.Equal(given.Text, found.Text);
    }

    [Fact]
    public async Task Get_AfterItReachedTheStore_IsTheAnswerByteForByte()
    {
        ApiReply given = await AskAsync();
        EstimateRecord record = await StoredAsync(given);
        Assert.Equal(given.Text, Encoding.UTF8.GetString(record.AnswerJson));
        ApiReply found = await api.GetAsync($"/v1/estimates/{given.String("estimateId")}");
        Assert.Equal(given.Text, found.Text);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("2025-10-28T17:31:07.25Z")]
    public async Task Replay_FromTheVector_IsBitIdentical(string asOf)
    {
        ApiReply given = await AskAsync(asOf);
        await StoredAsync(given);
        ApiReply replay = await api.GetAsync($"/v1/estimates/{given.String("estimateId")}?replay=true");
        Assert.Equal(200, replay.StatusCode);
        Assert.True(replay.At("bitIdentical").GetBoolean(), replay.Text);
        Assert.Equal("vector", replay.String("mode"));
        Assert.Empty(replay.Items("differences"));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("2025-10-28T17:31:07.25Z")]
    public async Task Replay_FromMarketData_RebuildsEveryFeature(string asOf)
    {
        ApiReply given = await AskAsync(asOf, explain: false);
        ApiReply replay = await api.GetAsync($"/v1/estimates/{given.String("estimateId")}?replay=full");
        Assert.Equal(200, replay.StatusCode);
        Assert.Empty(replay.Items("featureDifferences"));
        Assert.True(replay.At("bitIdentical").GetBoolean(), replay.Text);
        Assert.Equal(JsonValueKind.Null, replay.At("fault").ValueKind);
    }

    [Fact]
    public async Task Replay_VectorChangedInTheStore_SaysWhatDiffers()
    {
        EstimateRecord record = await StoredAsync(await AskAsync());
        Guid id = await AppendAsync(record with { Features = [record.Features[0] + 1, .. record.Features[1..]] }); // half_spread_bps is the first feature.
        ApiReply vector = await api.GetAsync($"/v1/estimates/{id}?replay=true");
        Assert.False(vector.At("bitIdentical").GetBoolean());
        Assert.Contains(vector.Items("differences"), d => d.GetProperty("pointer").GetString() == "/slippage/meanBps");
        ApiReply full = await api.GetAsync($"/v1/estimates/{id}?replay=full");
        Assert.Equal("half_spread_bps", Assert.Single(full.Items("featureDifferences")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Replay_ModelNotInTheStore_Conflict()
    {
        EstimateRecord record = await StoredAsync(await AskAsync());
        string answer = Regex.Replace(Encoding.UTF8.GetString(record.AnswerJson), "\"modelHash\":(null|\"[0-9a-f]*\")", "\"modelHash\":\"gone\"");
        Guid id = await AppendAsync(record with { ModelHash = "gone", AnswerJson = Encoding.UTF8.GetBytes(answer) });
        (await api.GetAsync($"/v1/estimates/{id}?replay=true")).AssertProblem(409, "model_gone");
        (await api.GetAsync($"/v1/estimates/{id}?replay=full")).AssertProblem(409, "model_gone");
    }

    [Fact]
    public async Task Replay_WithOverrides_IsBitIdenticalBothWays()
    {
        ApiReply given = await api.AskAsync(new
        {
            instrument = TestMarket.Empty, side = "buy", notional = "123456.78", horizon = "PT1H", asOf = "2025-10-30T15:00:00Z",
            marketState = new { advUnits = "1000000", dailyVolatility = "0.02", halfSpreadBps = 3, price = "50.25" },
        });
        foreach (string mode in (string[])["true", "full"])
        {
            ApiReply replay = await api.GetAsync($"/v1/estimates/{given.String("estimateId")}?replay={mode}");
            Assert.True(replay.At("bitIdentical").GetBoolean(), replay.Text);
            Assert.Empty(replay.Items("featureDifferences"));
        }
    }

    [Theory]
    [InlineData("/v1/estimates/01936d2e-5c00-7000-8000-000000000000", 404, "unknown_estimate")]
    [InlineData("/v1/estimates/01936d2e-5c00-7000-8000-000000000000?replay=true", 404, "unknown_estimate")]
    [InlineData("/v1/estimates/not-a-uuid", 400, "invalid_request")]
    [InlineData("/v1/estimates/01936d2e-5c00-7000-8000-000000000000?replay=maybe", 400, "invalid_request")]
    [InlineData("/v1/estimates/01936d2e-5c00-7000-8000-000000000000?replay=true&replay=full", 400, "invalid_request")]
    public async Task Get_NoSuchEstimate_Refuses(string address, int status, string code) => (await api.GetAsync(address)).AssertProblem(status, code);

    /// <summary>What is stored is never changed: a record that differs is one of its own.</summary>
    private async Task<Guid> AppendAsync(EstimateRecord record)
    {
        EstimateRecord changed = record with { Id = Guid.CreateVersion7() };
        await api.Store.Estimates.AppendAsync([EstimateBlock.Pack([changed])]);
        return changed.Id;
    }

    private async Task<EstimateRecord> StoredAsync(ApiReply given)
    {
        Guid id = Guid.Parse(given.String("estimateId")!);
        for (int attempt = 0; attempt < 200; attempt++)
        {
            if (await api.Store.Estimates.FindAsync(id, null) is { } record)
                return record;
            await Task.Delay(50);
        }

        throw new TimeoutException($"answer {id} did not reach the store within 10 s");
    }
}
