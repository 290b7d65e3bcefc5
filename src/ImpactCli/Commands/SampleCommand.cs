using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Sample;
using ImpactService.ImpactModels.Learners;
using ImpactService.MarketSimulator;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact sample: the synthetic market that a first start shows, and a model of it.</summary>
internal static class SampleCommand
{
    private static readonly Option<ulong> seed = new("--seed")
    {
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        Description = "Seed of the market: the same seed gives the same market.",
    };

    public static Command Create()
    {
        Command command = new("sample", "Make and load the synthetic sample market and train a model on it; what is there already is kept.") { seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellationToken);
        SampleMarket market = SampleMarket.Create(parsed.GetValue(seed));
        TextWriter output = parsed.InvocationConfiguration.Output;
        long started = Stopwatch.GetTimestamp();
        long rows = await new SampleLoader(store, market).LoadAsync(new SampleProgressView(output), cancellationToken);
        if (rows > 0)
        {
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Sample market loaded: {rows:N0} rows of {market.Instruments.Count} instruments in {seconds:F0} s ({rows / seconds:N0} rows/s)."));
        }

        await new SampleModel(store, new BoostingLearner(), output).EnsureAsync(cancellationToken);
        return ExitCodes.Success;
    }
}
