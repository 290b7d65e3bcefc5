namespace ImpactService.Tests.ImpactCli;

/// <summary>A store in which one model was trained and judged, once for all tests that look at what came out.</summary>
public sealed class TrainedStoreFixture : IAsyncLifetime
{
    /// <summary>Few orders: the floors per session apply.</summary>
    public static readonly string[] Selection = ["--max-orders", "5000", "--seed", "7"];

    private readonly SampleStoreFixture sample = new();

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("impact-cli-test").FullName;

    public CliRun Trained { get; private set; } = null!;

    public CliRun Backtested { get; private set; } = null!;

    public Csv Predictions { get; private set; } = null!;

    public string ReportPath => Path.Combine(Directory, "report.md");

    public async Task InitializeAsync()
    {
        await sample.InitializeAsync();
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
