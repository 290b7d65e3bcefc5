namespace ImpactService.Tests.ImpactCli;

/// <summary>All of these tests share one store: making, training and judging it is what takes the time.</summary>
[CollectionDefinition(Name)]
public sealed class TrainedStore : ICollectionFixture<TrainedStoreFixture>
{
    public const string Name = "trained store";
}

/// <summary>A store in which one model was trained and judged, once for all tests that look at what came out.</summary>
public sealed class TrainedStoreFixture : IAsyncLifetime
{
    /// <summary>One instrument and few orders (the floors per session apply), because training is what takes the time.</summary>
    public static readonly string[] Selection = ["--instruments", "ELM", "--max-orders", "2000", "--seed", "7"];

    private readonly SampleStoreFixture sample = new();

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("impact-cli-test").FullName;

    /// <summary>The list of models before there was one.</summary>
    public CliRun Untrained { get; private set; } = null!;

    public CliRun Trained { get; private set; } = null!;

    public CliRun Backtested { get; private set; } = null!;

    public Csv Predictions { get; private set; } = null!;

    public string ReportPath => Path.Combine(Directory, "report.md");

    public async Task InitializeAsync()
    {
        await sample.InitializeAsync();
        Untrained = await RunAsync("models", "list");
        Trained = await RunAsync(["train", .. Selection]);
        string predictions = Path.Combine(Directory, "predictions.csv");
        Backtested = await RunAsync("backtest", "--predictions", predictions, "--report", ReportPath);
        Predictions = Csv.Read(predictions);
    }

    public Task<CliRun> RunAsync(params string[] args) => sample.RunAsync(args);

    public async Task DisposeAsync()
    {
        await sample.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
