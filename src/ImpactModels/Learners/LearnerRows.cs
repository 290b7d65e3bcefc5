using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Some of the rows of learner data.</summary>
internal static class LearnerRows
{
    public static LearnerData Select(LearnerData data, int[] rows) => data with
    {
        RowCount = rows.Length,
        Features = Pick(data.Features, data.FeatureCount, rows),
        Targets = Pick(data.Targets, 1, rows),
        Weights = data.Weights is null ? null : Pick(data.Weights, 1, rows),
        BaseCurves = data.BaseCurves is null ? null : Pick(data.BaseCurves, QuantileLevels.Count, rows),
        Blocks = data.Blocks is null ? null : Pick(data.Blocks, 1, rows),
    };

    private static T[] Pick<T>(T[] values, int width, int[] rows)
    {
        var picked = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
            values.AsSpan(rows[i] * width, width).CopyTo(picked.AsSpan(i * width));
        return picked;
    }
}
