using System.Text.Json;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using Microsoft.Extensions.DependencyInjection;

namespace ImpactService.Tests.ImpactApi.Endpoints;

/// <summary>Answers of trained models, and what happens when the store's active model changes.</summary>
[Collection(ApiCollection.Name)]
public class ModelTests(ModelFixture models) : IClassFixture<ModelFixture>
{
    [Theory]
    [InlineData(TestMarket.Share, "buy", "PT5M", "0.001")]
    [InlineData(TestMarket.Share, "sell", "PT30M", "0.001")]
    [InlineData(TestMarket.Share, "sell", "PT2H", "0.0002")]
    [InlineData(TestMarket.RoundTheClock, "buy", "PT10M", "0.0005")]
    [InlineData(TestMarket.RoundTheClock, "sell", "PT1H", "0.5")]
    public async Task Post_WithATrainedModel_AnswersConsistentlyAndReplaysBitForBit(string instrument, string side, string horizon, string advFraction)
    {
        await models.UseAsync(models.FirstId, models.First);
        ApiReply reply = await models.AskAsync(new { instrument, side, advFraction, horizon, strategy = "balanced", asOf = "latest", explain = true });
        Assert.Equal(200, reply.StatusCode);
        AnswerChecks.AssertConsistent(reply);
        Assert.Equal(models.First.Id, reply.String("provenance", "modelId"));
        Assert.Equal(models.First.Schema.Hash, reply.String("provenance", "featureSchemaHash"));
        Assert.Equal(models.First.TrainedThrough.ToString(), reply.String("provenance", "trainedThrough"));
        double explained = reply.Items("explanation", "contributions").Sum(c => c.GetProperty("bps").GetDouble());
        Assert.Equal(reply.Number("slippage", "meanBps"), explained, 1e-6);
        foreach (string mode in (string[])["true", "full"])
        {
            ApiReply replay = await models.GetAsync($"/v1/estimates/{reply.String("estimateId")}?replay={mode}");
            Assert.True(replay.At("bitIdentical").GetBoolean(), replay.Text);
        }
    }

    [Fact]
    public async Task Post_InsideTheSupport_StandsOnTheLearnedRung()
    {
        await models.UseAsync(models.FirstId, models.First);
        ApiReply reply = await models.AskAsync(new { instrument = TestMarket.Share, side = "buy", advFraction = "0.0005", horizon = "PT10M", strategy = "aggressive", asOf = "latest" });
        Assert.Equal("learned", reply.String("rung"));
        ApiReply block = await models.AskAsync(new { instrument = TestMarket.Share, side = "buy", advFraction = "3", horizon = "PT10M", strategy = "aggressive", asOf = "latest" });
        Assert.Equal(("parametric", "outside", "outside"), (block.String("rung"), block.String("support", "size"), block.String("support", "overall")));
        Assert.Equal("sizeOutsideSupport", block.String("rungReason", "code"));
    }

    [Fact]
    public async Task Post_MomentThatTheModelHasSeen_IsMarkedInSample()
    {
        await models.UseAsync(models.FirstId, models.First);
        object Order(string asOf) => new { instrument = TestMarket.Share, side = "buy", quantity = "10", horizon = "PT5M", asOf };
        Assert.True((await models.AskAsync(Order("2025-10-27T15:00:00Z"))).At("provenance", "inSample").GetBoolean());
        Assert.False((await models.AskAsync(Order("latest"))).At("provenance", "inSample").GetBoolean());
    }

    [Fact]
    public async Task Activate_AnotherModel_OldAnswersStillReplay()
    {
        await models.UseAsync(models.FirstId, models.First);
        ApiReply before = await models.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "50", horizon = "PT10M", asOf = "latest" });
        await models.UseAsync(models.SecondId, models.Second, anyway: true);
        ApiReply after = await models.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "50", horizon = "PT10M", asOf = "latest" });
        Assert.NotEqual(before.Number("slippage", "meanBps"), after.Number("slippage", "meanBps"));
        Assert.Contains(after.Items("notes"), n => n.GetString()!.Contains("backtest did not pass", StringComparison.Ordinal));
        ApiReply replay = await models.GetAsync($"/v1/estimates/{before.String("estimateId")}?replay=true");
        Assert.Equal((models.First.Id, true), (replay.String("modelId"), replay.At("bitIdentical").GetBoolean()));
    }

    [Fact]
    public async Task Activate_DamagedModel_PreviousGoesOnAndTheReasonIsSaid()
    {
        await models.UseAsync(models.FirstId, models.First);
        byte[] damaged = [.. models.SecondBytes];
        damaged[damaged.Length / 2] ^= 1;
        int id = await models.Store.Models.SaveAsync(
            new NewModel("damaged", "0123", new Timestamp(0), new Timestamp(0), models.Second.Schema.Hash, ModelStatus.Candidate, "{}"), damaged);
        Assert.True(await models.Store.Models.ActivateAsync(id, anyway: true));
        await ModelFixture.EventuallyAsync(async () => (await models.GetAsync("/health/ready")).At("modelFault").ValueKind == JsonValueKind.String);
        ApiReply ready = await models.GetAsync("/health/ready");
        Assert.Equal((200, models.First.Id, "learned"), (ready.StatusCode, ready.String("activeModelId"), ready.String("rung")));
        ApiReply list = await models.GetAsync("/v1/models");
        Assert.Contains("damaged", list.String("fault"), StringComparison.Ordinal);
        Assert.Equal(models.First.Id, list.String("activeModelId"));
        Assert.NotEmpty((await models.GetAsync("/v1/models/damaged")).String("fault")!);
        await models.UseAsync(models.FirstId, models.First);
        await ModelFixture.EventuallyAsync(async () => (await models.GetAsync("/health/ready")).At("modelFault").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Activate_Model_ItsRangeDecidesWhenMarketsAreOutOfOrder()
    {
        await models.UseAsync(models.FirstId, models.First);
        LiveMarkets markets = models.Services.GetRequiredService<LiveMarkets>();
        await ModelFixture.EventuallyAsync(() => Task.FromResult(markets.All.All(m => m.View is { } view && view.Market.Limits == models.First.Markets.Limits)));
        Assert.NotEqual(DisorderLimits.Usual, models.First.Markets.Limits);
    }

    [Fact]
    public async Task Find_ByIdOrHash_GivesCardAndBacktest()
    {
        foreach (string key in (string[])[models.First.Id, models.First.Hash])
        {
            ApiReply reply = await models.GetAsync($"/v1/models/{key}");
            Assert.Equal((models.First.Id, models.First.Hash, "passed"), (reply.String("id"), reply.String("hash"), reply.String("status")));
            Assert.Equal(1.5, reply.Number("promotion", "crpsBps"));
            Assert.Equal("boosting", reply.String("card", "learner"));
        }

        string[] listed = [.. (await models.GetAsync("/v1/models")).Items("models").Select(m => m.GetProperty("id").GetString()!)];
        Assert.Contains(models.First.Id, listed);
        Assert.Contains(models.Second.Id, listed);
    }

    [Fact]
    public async Task Replay_ModelDeletedFromTheStore_Conflict()
    {
        (var artifact, byte[] bytes) = await TestModel.TrainAsync(models.Store, 3);
        int id = await TestModel.SaveAsync(models.Store, artifact, bytes);
        await models.UseAsync(id, artifact);
        ApiReply given = await models.AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "50", horizon = "PT10M", asOf = "latest" });
        await models.UseAsync(models.FirstId, models.First);
        await models.ExecuteAsync($"DELETE FROM models WHERE id = {id}");
        (await models.GetAsync($"/v1/estimates/{given.String("estimateId")}?replay=true")).AssertProblem(409, "model_gone");
    }
}
