using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.SizeLaws;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact laws: the size exponent and the relaxation of the store's metaorders beside the published ones.</summary>
internal static class LawsCommand
{
    private const string AllInstruments = "all";

    private static readonly Option<string> traders = new("--traders") { HelpName = "LIST", DefaultValueFactory = _ => "5,20,50,200", Description = "Numbers N of synthetic traders to rebuild metaorders with." };

    private static readonly Option<int> children = new("--children") { HelpName = "N", DefaultValueFactory = _ => 2, Description = "Least number of child trades of an order in the size law, from 2." };

    public static Command Create()
    {
        Command command = new("laws", "Fit the size law of metaorders rebuilt from public trades, and their relaxation, beside the published figures, with a negative control.")
        {
            SelectionOptions.Instruments, traders, children, SelectionOptions.Seed,
        };
        OptionRule.Require<int>(children, value => value >= 2, "--children is a number from 2");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        ImmutableArray<int> counts = ReadTraders(parsed.GetRequiredValue(traders));
        int minimumChildren = parsed.GetValue(children);
        MetaorderOptions options = new() { MinimumChildren = minimumChildren, Seed = parsed.GetValue(SelectionOptions.Seed) };
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        TrainingOrderPlan plan = new() { Symbols = SelectionOptions.ReadSymbols(parsed) };
        var sessions = await StageProgress.ShowAsync(output, stages => new TrainingOrderSource(store).MeasureAsync(
            plan,
            (tape, history) => counts.Select(n => SizeLawSession.Measure(tape, history.AdvUnits!.Value, history.DailyVolatility!.Value, options with { Traders = n })).ToImmutableArray(),
            new StageReporter<TrainingOrderProgress>(stages, p => new Stage(p.Stage, p.Done, p.Total)),
            cancellation));
        if (sessions.IsEmpty)
            throw new CommandException("the store has no usable session of the instruments: import market data first (an instrument's first session only tells its volume and volatility)");
        SizeLawReport.Write(Reports.For(output), [.. Studies(sessions, counts, options.Seed)], minimumChildren);
        return ExitCodes.Success;
    }

    private static IEnumerable<SizeLawStudy> Studies(ImmutableArray<MeasuredSession<ImmutableArray<SizeLawSession>>> sessions, ImmutableArray<int> counts, ulong seed)
    {
        foreach (string name in sessions.Select(session => session.Symbol).Distinct().Append(AllInstruments))
        {
            for (int n = 0; n < counts.Length; n++)
            {
                var own = sessions.Where(s => name == AllInstruments || s.Symbol == name).Select(s => new MeasuredSession<SizeLawSession>(s.Symbol, s.Date, s.Value[n]));
                yield return new SizeLawStudy(name, counts[n], own, seed);
            }
        }
    }

    /// <exception cref="CommandException">Not numbers from 1.</exception>
    private static ImmutableArray<int> ReadTraders(string list)
    {
        string[] texts = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] counts = [.. texts.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0)];
        return counts.Length > 0 && counts.All(count => count is >= 1 and <= MaximumTraders)
            ? [.. counts.Distinct()]
            : throw new CommandException($"--traders '{list}' is not a list of numbers from 1 to {MaximumTraders} such as 5,20,50", ExitCodes.Usage);
    }

    /// <summary>With more synthetic traders than that a day's trades leave no runs.</summary>
    private const int MaximumTraders = 100_000;
}
