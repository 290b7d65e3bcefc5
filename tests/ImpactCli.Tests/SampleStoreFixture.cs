using ImpactService.DataAccess;
using ImpactService.ImpactCli.Sample;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.ImpactCli;

/// <summary>A private server with a small sample market, for all tests of the commands that train and judge.</summary>
public sealed class SampleStoreFixture : IAsyncLifetime
{
    /// <summary>Two quiet instruments over eleven sessions: the first tells volume and volatility, ten make folds of six, two and two days.</summary>
    private static readonly SampleOptions options = new() { Sessions = 11, Symbols = ["ELM", "YEW"], ActivityScale = 0.2, LastSessionFraction = 1, DepthSnapshots = 40 };

    private ImpactStore store = null!;

    public async Task InitializeAsync()
    {
        store = await ImpactStore.OpenAsync(new ImpactStoreOptions { Throwaway = true });
        await new SampleLoader(store, SampleMarket.Create(3, options)).LoadAsync(null, CancellationToken.None);
    }

    /// <summary>Runs a command on the store.</summary>
    public Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync([.. args, "--connection", store.Server!.ConnectionString]);

    public async Task DisposeAsync() => await store.DisposeAsync();}
