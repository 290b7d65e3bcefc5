using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.MLNet;
using ImpactService.Tests.ImpactModels.Learners;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ImpactService.Tests.ImpactModels.MLNet;

public sealed class MlNetTreeTests
{
    /// <summary>Our walk through the trees against ML.NET's own scoring of the same rows.</summary>
    [Fact]
    public void LeafOf_RowsWithHoles_AgreesWithMlNet()
    {
        LearnerData data = LearnerSamples.WithHoles(LearnerSamples.Heteroscedastic(2_000, 1), 2);
        var context = new MLContext(1);
        MlNetColumns columns = MlNetColumns.Of(data);
        IDataView view = MlNetData.View(context, data, data.Targets, columns, Enumerable.Range(0, data.RowCount));
        var model = context.Regression.Trainers.FastTree().Fit(view);
        float[] scores = [.. model.Transform(view).GetColumn<float>("Score")];
        FastTreeModel own = FastTreeModel.Of(default, columns, new double[LearnerSamples.Levels], MlNetStore.Save(context, model, view.Schema));
        for (int row = 0; row < scores.Length; row++)
            Assert.Equal(scores[row], own.Mean(data.Features.AsSpan(row * 4, 4)), 1e-4);
    }
}
