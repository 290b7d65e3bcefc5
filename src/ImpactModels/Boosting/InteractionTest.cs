using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Score test for interactions: what a step along z₁·z₂ would gain given the scores that an additive model has left, (Σ score·p)²/Σ curvature·p² summed over location and scale,
/// p = z₁·z₂ about its mean. One multiplication per row and pair (compare Lou et al. 2013, FAST).
/// </summary>
internal static class InteractionTest
{
    /// <returns>The pairs with the largest gain, strongest first.</returns>
    public static (int First, int Second)[] StrongestPairs(BoostingData data, FeatureBins[] features, RowScores scores, int count, int threads)
    {
        int[] numeric = [.. Enumerable.Range(0, features.Length).Where(feature => !features[feature].IsCategorical && features[feature].Count > 1)];
        float[][] columns = [.. numeric.Select(feature => NormalScores(data, features[feature], feature))];
        (int I, int J)[] pairs = [.. from i in Enumerable.Range(0, numeric.Length) from j in Enumerable.Range(i + 1, numeric.Length - i - 1) select (i, j)];
        var gains = new double[pairs.Length];
        ParallelChunks.For(pairs.Length, 1, threads, (pair, _, _) => gains[pair] = Gain(columns[pairs[pair].I], columns[pairs[pair].J], scores));
        return [.. Enumerable.Range(0, pairs.Length).OrderByDescending(pair => gains[pair]).Take(count).Where(pair => gains[pair] > 0).Select(pair => (numeric[pairs[pair].I], numeric[pairs[pair].J]))];
    }

    private static double Gain(float[] first, float[] second, RowScores scores)
    {
        double curvature = 0, product = 0, square = 0, location = 0, scale = 0, locationProduct = 0, scaleProduct = 0;
        for (int row = 0; row < first.Length; row++)
        {
            double p = (double)first[row] * second[row];
            (int rowLocation, int rowScale, int rowCurvature, _) = ScoreSum.From(scores.Values[row]);
            curvature += rowCurvature;
            product += rowCurvature * p;
            square += rowCurvature * p * p;
            location += rowLocation;
            scale += rowScale;
            locationProduct += rowLocation * p;
            scaleProduct += rowScale * p;
        }

        double mean = product / curvature;
        double spread = square - product * mean;
        double along = locationProduct - location * mean;
        double apart = scaleProduct - scale * mean;
        return spread > 0 ? (along * along + apart * apart) / spread : 0;
    }

    /// <summary>Missing values count as the median: no interaction is seen in them.</summary>
    private static float[] NormalScores(BoostingData data, FeatureBins bins, int feature)
    {
        var column = new float[data.RowCount];
        for (int row = 0; row < column.Length; row++)
        {
            float score = bins.ScoreOf(data.Feature(row, feature));
            column[row] = float.IsNaN(score) ? 0 : score;
        }

        return column;
    }
}
