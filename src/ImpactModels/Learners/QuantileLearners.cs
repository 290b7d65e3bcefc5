using ImpactService.ImpactModels.Boosting;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Learners by name, with the options that suit orders of a market.</summary>
public static class QuantileLearners
{
    public const string Default = "boosting";

    /// <summary>Orders of a session share one price path: small leaves learn the path.</summary>
    private static readonly BoostingOptions boosting = new() { MinRowsPerLeaf = 200 };

    private static readonly (string Name, Func<IQuantileLearner> Create)[] single =
    [
        (Default, () => new BoostingLearner(boosting)),
        ("forest", () => new ForestLearner()),
        ("linear", () => new LinearLearner()),
        ("bayesian", () => new BayesianLearner()),
        ("network", () => new NetworkLearner()),
    ];

    private const string Ensemble = "ensemble";

    /// <summary>Names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names => [.. single.Select(learner => learner.Name), Ensemble, .. LearnerPlugins.Names];

    /// <exception cref="ArgumentException">The name is unknown; the message lists those that are known.</exception>
    public static IQuantileLearner Create(string name)
    {
        if (name == Ensemble)
            return new EnsembleLearner(single.Select(learner => learner.Create()));
        Func<IQuantileLearner>? create = single.FirstOrDefault(learner => learner.Name == name).Create ?? LearnerPlugins.Find(name)?.Create;
        return create is null ? throw new ArgumentException($"learner '{name}' is unknown, one of {string.Join(", ", Names)}", nameof(name)) : create();
    }
}
