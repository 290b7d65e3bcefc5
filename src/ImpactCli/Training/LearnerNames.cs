using System.Collections.Immutable;
using System.CommandLine;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactCli.Training;

/// <summary>Learners by the name that the command line knows them under.</summary>
internal static class LearnerNames
{
    /// <summary>In place of a list.</summary>
    public const string All = "all";

    public static string List { get; } = string.Join(", ", QuantileLearners.Names);

    public static readonly Option<string> Option = new("--learner")
    {
        HelpName = "NAME",
        DefaultValueFactory = _ => QuantileLearners.Default,
        Description = $"What learns the distribution beyond the law: {List}.",
    };

    /// <exception cref="CommandException">The name is unknown; the message names the option.</exception>
    public static IQuantileLearner Create(string option, string name) => QuantileLearners.Names.Contains(name)
        ? QuantileLearners.Create(name)
        : throw new CommandException($"{option} '{name}' is unknown, one of {List}", ExitCodes.Usage);

    /// <exception cref="CommandException">A name is unknown, or there is none; the message names the option.</exception>
    public static ImmutableArray<IQuantileLearner> CreateList(string option, string names)
    {
        string[] wanted = names.Trim() == All ? [.. QuantileLearners.Names] : names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return wanted.Length > 0
            ? [.. wanted.Distinct().Select(name => Create(option, name))]
            : throw new CommandException($"{option} is empty: {All}, or one or more of {List}", ExitCodes.Usage);
    }
}
