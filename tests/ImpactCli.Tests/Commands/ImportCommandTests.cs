using ImpactService.ImpactCli;

namespace ImpactService.Tests.ImpactCli.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Rows = """
        event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size
        2024-01-02T15:00:00Z,ABC,quote,,,,100,5,100.02,7
        2024-01-02T15:00:01Z,ABC,trade,100.02,3,,,,,
        2024-01-02T15:00:02Z,ABC,trade,100.00,3,sell,,,,
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("impact-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Import_GoodFileTwice_StoredOnceAndSaysSo()
    {
        string path = Write("good.csv", Rows);
        CommandLineRun first = await ImportAsync("--format", "csv", "--session", "24h", path);
        Assert.Equal((ExitCodes.Success, ""), (first.ExitCode, first.Error));
        Assert.Contains("good.csv: 3 rows, 2 trades, 1 quote stored", first.Output, StringComparison.Ordinal);
        Assert.Contains("1 file imported: 2 trades, 1 quote stored of 3 rows", first.Output, StringComparison.Ordinal);
        Assert.Contains("trades signed: 50.00 % given, 50.00 % by the quote", first.Output, StringComparison.Ordinal);
        CommandLineRun second = await ImportAsync("--format", "csv", path);
        Assert.Equal(ExitCodes.Success, second.ExitCode);
        Assert.Contains("good.csv: already imported, nothing added", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_BadFileAfterGoodOne_TotalsOfTheGoodOneAndOneErrorLine()
    {
        CommandLineRun run = await ImportAsync("--format", "csv", "--session", "24h", Write("1.csv", Rows), Write("2.csv", Rows + "\nbroken"));
        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("1 file imported", run.Output, StringComparison.Ordinal);
        Assert.Contains("2.csv: 1 of 4 rows rejected (wrong-column-count 1), more than the limit of 1.00 %", run.OneErrorLine(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "data", "rejects", "2.csv.rejects.csv")));
    }

    [Fact]
    public async Task Import_MissingFile_OneLineNamesIt()
    {
        CommandLineRun run = await ImportAsync("--format", "lean", Path.Combine(folder, "gone.zip"));
        Assert.Equal((ExitCodes.Failure, "impact: gone.zip: no such file"), (run.ExitCode, run.OneErrorLine()));
    }

    [Theory]
    [InlineData("--format", "xml")]
    [InlineData("--format", "csv", "--session", "09:30-16:00 Mars/Olympus")]
    [InlineData("--format", "csv", "--max-rejects", "many")]
    [InlineData("--format", "csv", "--max-rejects", "101")]
    [InlineData("--format", "csv", "--tick-size", "-1")]
    [InlineData("--format", "csv", "--tick-size", "NaN")]
    [InlineData("--format", "csv", "--depth-levels", "0")]
    [InlineData("--format", "csv", "--instrument", "not a symbol")]
    [InlineData("--format", "csv", "--currency", "$")]
    [InlineData("--format", "csv", "--no-such-option")]
    [InlineData]
    public async Task Import_WrongUsage_OneLineAndItsOwnExitCode(params string[] options)
    {
        CommandLineRun run = await ImportAsync([.. options, Write("f.csv", Rows)]);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.NotEqual("", run.OneErrorLine());
    }

    [Fact]
    public async Task Import_Cancelled_ExitCodeOfAnInterrupt()
    {
        CommandLineRun run = await CommandLineRun.RunAsync(new CancellationToken(canceled: true), "import", "--format", "csv", "--data", Path.Combine(folder, "data"), Write("f.csv", Rows));
        Assert.Equal((ExitCodes.Cancelled, "impact: cancelled"), (run.ExitCode, run.OneErrorLine()));
    }

    [Fact]
    public async Task Help_OfImport_NamesEveryFormat()
    {
        CommandLineRun run = await CommandLineRun.RunAsync("import", "--help");
        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.All(ImpactService.DataAccess.Import.ImportFormats.Names, name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
    }

    private Task<CommandLineRun> ImportAsync(params string[] args) => CommandLineRun.RunAsync(["import", "--data", Path.Combine(folder, "data"), .. args]);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
