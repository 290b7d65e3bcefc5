using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Comparing;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact compare: every learner and every law on the same unseen days, walking forward.</summary>
internal static class CompareCommand
{
    /// <summary>Five models of each learner are some minutes on two cores.</summary>
    private const int DefaultSteps = 5;

    private static readonly Option<string> learners = new("--learners") { HelpName = "LIST", DefaultValueFactory = _ => LearnerNames.All, Description = $"Learners to compare: {LearnerNames.All}, or one or more of {LearnerNames.List}." };

    private static readonly Option<bool> alone = new("--alone") { Description = "Also judge each learner fully believed, without shrinkage to the law." };

    private static readonly Option<string?> from = new("--from") { HelpName = "DATE", Description = "First day to use. Default: the store's first." };

    private static readonly Option<string?> to = new("--to") { HelpName = "DATE", Description = "Last day to use. Default: the store's last." };

    private static readonly Option<int> steps = new("--steps") { HelpName = "N", DefaultValueFactory = _ => DefaultSteps, Description = "Models to train of each learner at most; the test days (the last 40 %) are split into as many blocks." };

    private static readonly Option<string?> directory = new("--out") { HelpName = "DIR", Description = "Write report.md and, per learner, the predictions as CSV and the PIT and the reliability of exceedances as SVG to this directory." };

    public static Command Create()
    {
        Command command = new("compare", "Compare learners and parametric laws on unseen days, walking forward: the league table, calibration and breakdowns, with intervals by day.")
        {
            learners, alone, SelectionOptions.Kinds, SelectionOptions.Instruments, from, to, steps, SelectionOptions.Seed, SelectionOptions.MaximumOrders, directory,
        };
        command.SetAction(RunAsync);
        OptionRule.Require<int>(steps, value => value >= 1, "--steps is a number from 1");
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        ImmutableArray<Entrant> entrants = Entrant.Of(LearnerNames.CreateList(learners.Name, parsed.GetRequiredValue(learners)), parsed.GetValue(alone));
        TrainingSelection selection = SelectionOptions.Read(parsed) with { From = ReadDay(parsed, from), TestUntil = ReadDay(parsed, to) is { } last ? FoldPlan.EndOf(last) : null };
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        ComparisonRun run = new(store, entrants, TimeProvider.System);
        ComparisonPlan plan = await run.PlanAsync(selection, parsed.GetValue(steps), cancellation);
        await using ComparisonFiles? files = parsed.GetValue(directory) is { } path ? new ComparisonFiles(path, entrants) : null;
        Comparison comparison = await StageProgress.ShowAsync(output, stages => run.RunAsync(plan, files?.Predictions ?? [], stages, cancellation));
        ComparisonReport.Write(Reports.For(output), comparison);
        if (files is not null)
            await files.WriteReportAsync(comparison);
        return ExitCodes.Success;
    }

    /// <exception cref="CommandException">Not a date.</exception>
    private static DateOnly? ReadDay(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day < DateOnly.MaxValue
            ? day
            : throw new CommandException($"{option.Name} '{text}' is not a date such as 2013-10-10", ExitCodes.Usage);
    }
}
