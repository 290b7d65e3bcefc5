using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>The step common to all rows that training starts from: the quantiles of what the base curves leave.</summary>
internal static class StartCurve
{
    public static float[] Find(BoostingData data)
    {
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => data.IsValidation is null || !data.IsValidation[row])];
        var values = new float[rows.Length];
        var scratch = new float[rows.Length];
        double[]? weights = data.Weights is null ? null : new double[rows.Length];
        var start = new float[QuantileLevels.Count];
        for (int level = 0; level < start.Length; level++)
        {
            for (int i = 0; i < rows.Length; i++)
                values[i] = (float)(data.Targets[rows[i]] - data.Base(rows[i], level));
            start[level] = weights is null ? QuantileSelection.Select(values, scratch, QuantileLevels.All[level]) : Weighted(data, rows, values, weights, level);
        }

        return start;
    }

    private static float Weighted(BoostingData data, int[] rows, float[] values, double[] weights, int level)
    {
        for (int i = 0; i < rows.Length; i++)
            weights[i] = data.Weights![rows[i]];
        return QuantileSelection.Select(values, weights, QuantileLevels.All[level]);
    }

    /// <summary>[17] the mean of all rows' curves before any tree.</summary>
    public static double[] MeanCurve(BoostingData data, float[] start)
    {
        var mean = new double[QuantileLevels.Count];
        for (int level = 0; level < mean.Length; level++)
        {
            double sum = 0;
            for (int row = 0; row < data.RowCount; row++)
                sum += data.Base(row, level);
            mean[level] = start[level] + sum / data.RowCount;
        }

        return mean;
    }
}
