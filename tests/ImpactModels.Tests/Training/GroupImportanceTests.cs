using System.Collections.Immutable;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class GroupImportanceTests
{
    private static ImmutableArray<GroupLoss> Of(ModelArtifact artifact, TargetModel target) => GroupImportance.Of(artifact, target, SyntheticModel.Folds.Calibrate, repeats: 2, seed: 1, threads: 2);

    /// <summary>Flow is what a learner can find in this world.</summary>
    [Fact]
    public void Of_WorldOfFlow_FlowIsNeededMost()
    {
        ImmutableArray<GroupLoss> losses = Of(SyntheticModel.Shared, SyntheticModel.Shared.Slippage);

        Assert.Equal(FeatureGroup.Flow, losses[0].Group);
        Assert.True(losses[0].LossGrowth > 0.02, losses[0].ToString());
        Assert.All(losses.Where(loss => loss.Group == FeatureGroup.Book), loss => Assert.InRange(loss.LossGrowth, -0.01, 0.01));
        Assert.Equal(losses.Select(loss => loss.Group).Distinct().Count(), losses.Length);
        Assert.Equal(1, losses.Sum(loss => loss.GainShare), 1e-9);
        Assert.Equal(losses.Max(loss => loss.GainShare), losses[0].GainShare);
        Assert.Equal(losses.AsEnumerable(), Of(SyntheticModel.Shared, SyntheticModel.Shared.Slippage).AsEnumerable());
    }

    [Fact]
    public void Of_NoLearner_IsEmpty()
    {
        TargetModel slippage = SyntheticModel.Shared.Slippage;
        TargetModel lawOnly = new() { Target = slippage.Target, Parametric = slippage.Parametric, Calibration = slippage.Calibration, Tails = slippage.Tails };

        Assert.Empty(Of(SyntheticModel.Shared, lawOnly));
    }
}
