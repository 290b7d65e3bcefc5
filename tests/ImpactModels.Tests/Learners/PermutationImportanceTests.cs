using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class PermutationImportanceTests
{
    private static readonly int[][] single = [[0], [1], [2]];

    [Fact]
    public void Of_KnownLaw_RanksFeaturesAndFindsNoiseWorthless()
    {
        (IQuantileModel model, LearnerData held) = Problem();
        double[] importances = PermutationImportance.Of(model, held, single, 3, 1, 2);
        Assert.True(importances[1] > importances[0], $"{importances[1]} of other, {importances[0]} of size");
        Assert.InRange(importances[0], 0.05, 1);
        Assert.InRange(importances[2], -0.005, 0.005);
        double[] gains = ((BoostingModel)model).GainShares();
        Assert.True(gains[1] > gains[0] && gains[0] > 10 * gains[2]);
    }

    [Fact]
    public void Of_ModelThatReadsNothing_IsExactlyZero()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(500, 3);
        IQuantileModel model = new BoostingLearner(new BoostingOptions { Rounds = 0 }).Fit(data, null, CancellationToken.None);
        Assert.Equal([0, 0, 0], PermutationImportance.Of(model, data, single, 2, 1, 1));
    }

    [Fact]
    public void Of_GroupOfFeatures_IsWorthMoreThanItsParts()
    {
        (IQuantileModel model, LearnerData held) = Problem();
        double[] importances = PermutationImportance.Of(model, held, [[0, 1], [0], [1]], 3, 1, 2);
        Assert.True(importances[0] > Math.Max(importances[1], importances[2]));
    }

    [Fact]
    public void Of_AnyThreads_TheSame()
    {
        (IQuantileModel model, LearnerData held) = Problem();
        Assert.Equal(PermutationImportance.Of(model, held, single, 1, 5, 1), PermutationImportance.Of(model, held, single, 1, 5, 3));
    }

    [Fact]
    public void Of_FeatureThatIsNotThere_SaysWhich()
    {
        (IQuantileModel model, LearnerData held) = Problem();
        string message = Assert.Throws<ArgumentException>(() => PermutationImportance.Of(model, held, [[3]], 1, 1, 1)).Message;
        Assert.Contains("feature 3", message, StringComparison.Ordinal);
    }

    private static (IQuantileModel Model, LearnerData Held) Problem()
    {
        var learner = new BoostingLearner(new BoostingOptions { Rounds = 60, Leaves = 8, EarlyStoppingRounds = 0, Threads = 1 });
        return (learner.Fit(LearnerSamples.Heteroscedastic(8_000, 1), null, CancellationToken.None), LearnerSamples.Heteroscedastic(4_000, 2));
    }
}
