using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class EnsembleLearnerTests
{
    [Fact]
    public void Fit_OneMemberKnowsMore_GetsTheWeight()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(3_000, 1) with { Blocks = [.. Enumerable.Range(0, 3_000).Select(row => row / 300)] };
        var model = (EnsembleModel)new EnsembleLearner([new Blind(), LearnerCases.Create("linear")]).Fit(data, null, CancellationToken.None);
        Assert.InRange(model.Members.Where(member => member.Model is LinearModel).Sum(member => member.Weight), 0.95, 1);
        Assert.Equal(1, model.Members.Sum(member => member.Weight), 1e-12);
    }

    [Fact]
    public void Fit_ThreeMembers_IsAboutAsGoodAsTheBest()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(4_000, 2);
        LearnerData unseen = LearnerSamples.Heteroscedastic(4_000, 3);
        double best = new[] { "linear", "bayesian", "forest" }.Min(name => LearnerSamples.Pinball(LearnerCases.Fit(name, data), unseen));
        Assert.True(LearnerSamples.Pinball(LearnerCases.Fit("ensemble", data), unseen) < 1.005 * best);
    }

    [Fact]
    public void SimplexWeights_TwoBiasedCurves_AreAveraged()
    {
        // One curve a unit too high, one three units too low: three quarters and a quarter are right.
        var random = new SeededRandom(4);
        double[] z = NormalDistribution.AtLevels();
        double[] targets = [.. Enumerable.Range(0, 4_000).Select(_ => random.NextNormal())];
        float[] high = [.. targets.SelectMany(_ => z.Select(value => (float)(value + 1)))];
        float[] low = [.. targets.SelectMany(_ => z.Select(value => (float)(value - 3)))];
        double[] weights = SimplexWeights.Fit([high, low], targets, [.. targets.Select(_ => 1.0)]);
        Assert.Equal(0.75, weights[0], 0.02);
        Assert.Equal(1, weights.Sum(), 1e-12);
    }

    [Fact]
    public void BlockFolds_WithBlocks_LearnOnlyFromEarlierOnes()
    {
        int[] blocks = [.. Enumerable.Range(0, 700).Select(row => row * 7 % 10)];
        BlockFold[] folds = BlockFolds.Of(LearnerSamples.Heteroscedastic(700, 5) with { Blocks = blocks }, 2);
        Assert.Equal(2, folds.Length);
        Assert.All(folds, fold => Assert.True(fold.Learn.Max(row => blocks[row]) < fold.Judge.Min(row => blocks[row])));
        Assert.Equal(350, folds.SelectMany(fold => fold.Judge).Distinct().Count());
    }

    [Fact]
    public void Fit_OneBlock_MembersWeighTheSame()
    {
        LearnerData data = LearnerSamples.Heteroscedastic(300, 6) with { Blocks = new int[300] };
        var model = (EnsembleModel)LearnerCases.Fit("ensemble", data);
        Assert.All(model.Members, member => Assert.Equal(1.0 / 3, member.Weight, 1e-12));
    }

    [Fact]
    public void Create_WithoutMembers_IsRefused() => Assert.Throws<ArgumentException>(() => new EnsembleLearner([]));

    /// <summary>A real learner of the whole sample that sees no feature.</summary>
    private sealed class Blind : IQuantileLearner
    {
        public string Name => "blind";

        public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation) =>
            LearnerCases.Fit("bayesian", data with { Features = new float[data.Features.Length] });
    }
}
