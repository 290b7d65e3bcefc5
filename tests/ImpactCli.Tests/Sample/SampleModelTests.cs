using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Sample;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.ImpactCli.Sample;

public sealed class SampleModelTests : IAsyncLifetime
{
    private static readonly SampleOptions options = new() { Sessions = 8, Symbols = ["YEW"], ActivityScale = 0.3, LastSessionFraction = 1, DepthSnapshots = 20 };

    private readonly StringWriter output = new();
    private ImpactStore store = null!;

    public async Task InitializeAsync() => store = await ImpactStore.OpenAsync(new ImpactStoreOptions { Throwaway = true });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task EnsureAsync_NoModel_TrainsOneAndActivatesItOnlyIfItPasses()
    {
        await new SampleLoader(store, SampleMarket.Create(3, options)).LoadAsync(null, CancellationToken.None);

        await EnsureAsync();

        StoredModel model = Assert.Single(await store.Models.ListAsync());
        Assert.Equal(model.Status == ModelStatus.Passed, model.IsActive);
        Assert.Equal(!model.IsActive, output.ToString().Contains("No model is active", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EnsureAsync_ModelThatFailed_IsNeitherActivatedNorTrainedAgain()
    {
        await SaveAsync(ModelStatus.Failed);

        await EnsureAsync();

        Assert.False(Assert.Single(await store.Models.ListAsync()).IsActive);
        Assert.StartsWith("No model is active", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureAsync_ActiveModel_SaysNothing()
    {
        Assert.True(await store.Models.ActivateAsync(await SaveAsync(ModelStatus.Passed), anyway: false));

        await EnsureAsync();

        Assert.Empty(output.ToString());
    }

    private Task EnsureAsync() => new SampleModel(store, new BoostingLearner(new BoostingOptions { Rounds = 20 }), output).EnsureAsync(CancellationToken.None);

    private Task<int> SaveAsync(ModelStatus status)
    {
        Timestamp time = Timestamp.From(DateTimeOffset.UnixEpoch);
        return store.Models.SaveAsync(new NewModel("test", "00", time, time, "11", status, "{}"), [1]);
    }
}
