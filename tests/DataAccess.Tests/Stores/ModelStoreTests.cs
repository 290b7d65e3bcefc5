using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class ModelStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00.123456Z");

    [Fact]
    public async Task Save_ThenLoad_ReturnsTheSameBytesAndFacts()
    {
        byte[] artifact = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31))];
        int id = await fixture.Store.Models.SaveAsync(New("h-save"), artifact);
        LoadedModel loaded = (await fixture.Store.Models.LoadAsync(id))!;
        Assert.Equal(artifact, loaded.Artifact);
        Assert.Equal(new StoredModel(id, "boosting", "h-save", t0, t0.AddSeconds(1), "schema", ModelStatus.Candidate, "{\"crps\": 1.5}", artifact.Length, false, false, null), loaded.Model);
        Assert.Equal(loaded.Model, (await fixture.Store.Models.LoadByHashAsync("h-save"))!.Model);
        Assert.Contains(loaded.Model, await fixture.Store.Models.ListAsync());
        Assert.Null(await fixture.Store.Models.LoadAsync(-1));
    }

    [Fact]
    public async Task Save_SameHashAgain_KeepsTheIdAndUpdatesTheStatus()
    {
        int id = await fixture.Store.Models.SaveAsync(New("h-again"), [1]);
        Assert.Equal(id, await fixture.Store.Models.SaveAsync(New("h-again") with { Status = ModelStatus.Failed }, [1]));
        Assert.Equal(ModelStatus.Failed, (await fixture.Store.Models.LoadAsync(id))!.Model.Status);
        Assert.True(await fixture.Store.Models.JudgeAsync(id, ModelStatus.Passed, "{}"));
        Assert.Equal(ModelStatus.Passed, (await fixture.Store.Models.LoadAsync(id))!.Model.Status);
        Assert.False(await fixture.Store.Models.JudgeAsync(-1, ModelStatus.Passed, "{}"));
    }

    [Fact]
    public async Task Activate_UnderConcurrentReadersAndWriters_AlwaysHasExactlyOne()
    {
        int a = await fixture.Store.Models.SaveAsync(New("h-a"), [1]), b = await fixture.Store.Models.SaveAsync(New("h-b"), [2]);
        Assert.True(await fixture.Store.Models.ActivateAsync(a, anyway: true));
        Task[] writers = [.. Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
                Assert.True(await fixture.Store.Models.ActivateAsync((i + w) % 2 == 0 ? a : b, anyway: false));
        }))];
        while (!Task.WhenAll(writers).IsCompleted)
        {
            Assert.Equal(1L, await fixture.ScalarAsync("SELECT count(*) FROM models WHERE active"));
            LoadedModel active = (await fixture.Store.Models.LoadActiveAsync())!;
            Assert.Equal(active.Model.Hash == "h-a" ? 1 : 2, active.Artifact[0]);
        }

        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task Activate_UnknownModel_KeepsTheActiveOne()
    {
        int id = await fixture.Store.Models.SaveAsync(New("h-kept"), [1]);
        await fixture.Store.Models.ActivateAsync(id, anyway: true);
        Assert.False(await fixture.Store.Models.ActivateAsync(-1, anyway: false));
        StoredModel active = (await fixture.Store.Models.LoadActiveAsync())!.Model;
        Assert.Equal((id, true, true), (active.Id, active.IsActive, active.ActivatedAnyway));
    }

    private static NewModel New(string hash) => new("boosting", hash, t0, t0.AddSeconds(1), "schema", ModelStatus.Candidate, "{\"crps\": 1.5}");
}
