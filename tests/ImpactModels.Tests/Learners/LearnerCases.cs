using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.Tests.ImpactModels.Learners;

/// <summary>Every learner, small enough to be fitted many times.</summary>
internal static class LearnerCases
{
    private static readonly BoostingOptions boosting = new() { Rounds = 40, Leaves = 8, EarlyStoppingRounds = 0 };
    private static readonly ForestOptions forest = new() { Trees = 40, MinRowsPerLeaf = 20, ColumnSample = 0.6 };
    private static readonly NetworkOptions network = new() { HiddenUnits = 16, Epochs = 12, Patience = 4, LearningRate = 0.01 };

    public static IQuantileLearner Create(string name, int threads = 1) => name switch
    {
        "boosting" => new BoostingLearner(boosting with { Threads = threads }),
        "forest" => new ForestLearner(forest with { Threads = threads }),
        "linear" => new LinearLearner(new LinearOptions { Threads = threads }),
        "bayesian" => new BayesianLearner(new BayesianOptions { Threads = threads }),
        "network" => new NetworkLearner(network with { Threads = threads }),
        "ensemble" => new EnsembleLearner([Create("linear", threads), Create("bayesian", threads), Create("forest", threads)], new EnsembleOptions { SmallestWeight = 0 }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such case."),
    };

    public static IQuantileModel Fit(string name, LearnerData data, int threads = 1) => Create(name, threads).Fit(data, null, CancellationToken.None);
}
