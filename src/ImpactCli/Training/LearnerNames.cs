using System.Collections.Immutable;
using System.CommandLine;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactCli.Training;

/// <summary>Learners by the name that the command line knows them under.</summary>
internal static class LearnerNames
{
    private const string Default = "boosting";

    /// <summary>Orders of a session share one price path: small leaves learn the path.</summary>
    private static readonly BoostingOptions orders = new() { MinRowsPerLeaf = 200 };

    private static readonly Dictionary<string, Func<IQuantileLearner>> learners = new()
    {
        [Default] = () => new BoostingLearner(orders),
    };

    /// <summary>In place of a list.</summary>
    public const string All = "all";

    public static string List { get; } = string.Join(", ", learners.Keys);

    public static readonly Option<string> Option = new("--learner")
    {
        HelpName = "NAME",
        DefaultValueFactory = _ => Default,
        Description = $"What learns the distribution beyond the law: {List}.",
    };

    /// <exception cref="CommandException">The name is unknown; the message names the option.</exception>
    public static IQuantileLearner Create(string option, string name) => learners.TryGetValue(name, out Func<IQuantileLearner>? create)
        ? create()
        : throw new CommandException($"{option} '{name}' is unknown, one of {List}", ExitCodes.Usage);

    /// <exception cref="CommandException">A name is unknown, or there is none; the message names the option.</exception>
    public static ImmutableArray<IQuantileLearner> CreateList(string option, string names)
    {
        string[] wanted = names.Trim() == All ? [.. learners.Keys] : names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return wanted.Length > 0
            ? [.. wanted.Distinct().Select(name => Create(option, name))]
            : throw new CommandException($"{option} is empty: {All}, or one or more of {List}", ExitCodes.Usage);
    }
}
