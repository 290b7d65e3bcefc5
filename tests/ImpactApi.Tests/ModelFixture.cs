using System.Text;
using System.Text.Json;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Estimation;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;

namespace ImpactService.Tests.ImpactApi;

/// <summary>An API of its own on a store of its own that holds two trained models.</summary>
public sealed class ModelFixture(ApiFixture api) : IAsyncLifetime
{
    private string connectionString = string.Empty;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;

    public IServiceProvider Services => factory.Services;

    public ImpactStore Store { get; private set; } = null!;

    internal ModelArtifact First { get; private set; } = null!;

    internal ModelArtifact Second { get; private set; } = null!;

    internal byte[] SecondBytes { get; private set; } = [];

    public int FirstId { get; private set; }

    public int SecondId { get; private set; }

    public async Task InitializeAsync()
    {
        (connectionString, _) = await api.CopyDatabaseAsync();
        Store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connectionString });
        (First, byte[] firstBytes) = await TestModel.TrainAsync(Store, 1);
        (Second, SecondBytes) = await TestModel.TrainAsync(Store, 2);
        FirstId = await TestModel.SaveAsync(Store, First, firstBytes);
        SecondId = await TestModel.SaveAsync(Store, Second, SecondBytes, ModelStatus.Failed);
        factory = ApiFixture.Create(connectionString, api.Clock);
        client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
    }

    public async Task DisposeAsync()
    {
        client?.Dispose();
        await (factory?.DisposeAsync() ?? default);
        await (Store?.DisposeAsync() ?? default);
    }

    /// <summary>Activates a model in the store and waits until it answers.</summary>
    internal async Task UseAsync(int id, ModelArtifact artifact, bool anyway = false)
    {
        Assert.True(await Store.Models.ActivateAsync(id, anyway));
        await EventuallyAsync(async () => await AnswersWithAsync(artifact.Hash, anyway));
    }

    public async Task<ApiReply> AskAsync(object body)
    {
        using StringContent content = new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/v1/estimates", content);
        return await ApiReply.ReadAsync(response);
    }

    public async Task<ApiReply> GetAsync(string address)
    {
        using HttpResponseMessage response = await client.GetAsync(address);
        return await ApiReply.ReadAsync(response);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(100);
        }

        Assert.Fail("the service did not notice within 30 s");
    }

    private async Task<bool> AnswersWithAsync(string hash, bool anyway)
    {
        ApiReply reply = await AskAsync(new { instrument = TestMarket.Share, side = "buy", quantity = "10", horizon = "PT5M", asOf = "latest" });
        return reply.String("provenance", "modelHash") == hash && reply.At("provenance", "activatedAnyway").GetBoolean() == anyway;
    }
}
