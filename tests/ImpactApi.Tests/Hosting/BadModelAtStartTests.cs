using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Market;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Hosting;

/// <summary>A service that starts on a store whose active model cannot be used: it says why, and the model that was active before answers, or the law where there was none.</summary>
[Collection(ApiCollection.Name)]
public class BadModelAtStartTests(ApiFixture api)
{
    private const int VersionOffset = 4;

    [Theory]
    [InlineData("corrupt", "damaged")]
    [InlineData("missing", "too few")]
    [InlineData("version", "format version 99")]
    [InlineData("schema", "trained on feature schema")]
    [InlineData("another", "the store recorded")]
    public async Task Start_ActiveModelCannotBeUsed_SaysWhyAndThePreviousOneOrTheLawAnswers(string fault, string reason)
    {
        (string connection, _) = await api.CopyDatabaseAsync();
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connection });
        (ModelArtifact good, byte[] bytes) = await TestModel.TrainAsync(store, 1);
        byte[] spoiled = Spoil(fault, bytes, good);
        string hash = fault == "another" ? new string('0', 64) : Convert.ToHexStringLower(SHA256.HashData(spoiled.Length > 32 ? spoiled[..^32] : spoiled));
        int bad = await store.Models.SaveAsync(new NewModel("bad", hash, new Timestamp(0), new Timestamp(0), good.Schema.Hash, ModelStatus.Passed, "{}"), spoiled);
        Assert.True(await store.Models.ActivateAsync(bad, anyway: false));
        await AssertAnswersAsync(connection, reason, "parametric", modelId: null);

        Assert.True(await store.Models.ActivateAsync(await TestModel.SaveAsync(store, good, bytes), anyway: false));
        Assert.True(await store.Models.ActivateAsync(bad, anyway: false));
        await AssertAnswersAsync(connection, reason, "learned", good.Id);
    }

    private async Task AssertAnswersAsync(string connection, string reason, string rung, string? modelId)
    {
        await using WebApplicationFactory<Program> factory = ApiFixture.Create(connection, api.Clock);
        using HttpClient client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        JsonElement ready = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/health/ready"));
        Assert.Contains(reason, ready.GetProperty("modelFault").GetString(), StringComparison.Ordinal);
        Assert.Equal(modelId, ready.GetProperty("activeModelId").GetString());
        const string order = $$"""{"instrument":"{{TestMarket.Share}}","side":"buy","advFraction":"0.0005","horizon":"PT10M","strategy":"aggressive","asOf":"latest"}""";
        using StringContent content = new(order, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content);
        ApiReply answer = await ApiReply.ReadAsync(response);
        Assert.Equal((200, rung, modelId), (answer.StatusCode, answer.String("rung"), answer.String("provenance", "modelId")));
        await ModelFixture.EventuallyAsync(async () => (await client.GetStringAsync("/health/ready")).Contains("\"modelRefused\"", StringComparison.Ordinal));
    }

    /// <summary>Where the fault is not in the checksum, that is right.</summary>
    private static byte[] Spoil(string fault, byte[] bytes, ModelArtifact model)
    {
        byte[] spoiled = [.. bytes];
        switch (fault)
        {
            case "corrupt": spoiled[spoiled.Length / 2] ^= 1; return spoiled;
            case "missing": return [];
            case "version": spoiled[VersionOffset] = 99; break;
            case "schema": spoiled[spoiled.AsSpan().IndexOf(Encoding.ASCII.GetBytes(model.Schema.Hash))] ^= 1; break;
        }

        SHA256.HashData(spoiled.AsSpan()[..^32], spoiled.AsSpan()[^32..]);
        return spoiled;
    }
}
