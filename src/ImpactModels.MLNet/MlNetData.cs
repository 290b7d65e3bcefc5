using ImpactService.ImpactModels.Learners;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>Learner data as an ML.NET view.</summary>
internal static class MlNetData
{
    /// <param name="context">ML.NET's.</param>
    /// <param name="data">Checked.</param>
    /// <param name="targets">[rows] what is learned.</param>
    /// <param name="columns">What is seen.</param>
    /// <param name="rows">Which rows.</param>
    public static IDataView View(MLContext context, LearnerData data, double[] targets, MlNetColumns columns, IEnumerable<int> rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(MlNetRow));
        schema[nameof(MlNetRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns.Count);
        return context.Data.LoadFromEnumerable(rows.Select(Row).ToArray(), schema);

        MlNetRow Row(int row)
        {
            var values = new float[columns.Count];
            columns.Write(data.Features.AsSpan(row * data.FeatureCount, data.FeatureCount), values);
            return new MlNetRow { Features = values, Label = (float)targets[row], Weight = (float)(data.Weights?[row] ?? 1) };
        }
    }
}
