using ImpactService.ImpactModels.Boosting;
using System.CommandLine;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactCli.Training;

/// <summary>Learners by the name that the command line knows them under.</summary>
internal static class LearnerNames
{
    /// <summary>Orders of a session share one price path: small leaves learn the path.</summary>
    private static readonly BoostingOptions orders = new() { MinRowsPerLeaf = 200 };

    private static readonly Dictionary<string, Func<IQuantileLearner>> learners = new()
    {
        ["boosting"] = () => new BoostingLearner(orders),
    };

    public static readonly Option<string> Option = new("--learner")
    {
        HelpName = "NAME",
        DefaultValueFactory = _ => "boosting",
        Description = $"What learns the distribution beyond the law: {string.Join(", ", learners.Keys)}.",
    };

    /// <exception cref="CommandException">The name is unknown.</exception>
    public static IQuantileLearner Create(string name) => learners.TryGetValue(name, out Func<IQuantileLearner>? create)
        ? create()
        : throw new CommandException($"--learner '{name}' is unknown, one of {string.Join(", ", learners.Keys)}", ExitCodes.Usage);
}
