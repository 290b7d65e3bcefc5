using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// How much the pinball loss of a model grows on rows that it was not trained on when features are shuffled between the rows (Breiman 2001; Fisher, Rudin, Dominici 2019). Features of one group move
/// together, because a model that lost one of two proxies can still read the other. A feature that the model does not use has an importance of exactly zero.
/// </summary>
public static class PermutationImportance
{
    private const int Levels = QuantileLevels.Count;

    /// <param name="model">Any.</param>
    /// <param name="rows">Held-out rows, with their weights and base curves.</param>
    /// <param name="groups">Feature indices of each group.</param>
    /// <param name="repeats">Shufflings that are averaged.</param>
    /// <param name="seed">Of the shufflings; each group has a stream of its own.</param>
    /// <param name="threads">At most; the result does not depend on it.</param>
    /// <returns>[groups] shuffled loss over loss, minus one; 0 where the loss itself is 0.</returns>
    /// <exception cref="ArgumentException">The rows are malformed, or a group names a feature that is not there.</exception>
    public static double[] Of(IQuantileModel model, LearnerData rows, int[][] groups, int repeats, ulong seed, int threads)
    {
        LearnerChecks.Check(rows);
        if (repeats < 1)
            throw new ArgumentOutOfRangeException(nameof(repeats), repeats, $"repeats is {repeats}; it must be 1 or more.");
        foreach (int feature in groups.SelectMany(group => group))
        {
            if (feature < 0 || feature >= rows.FeatureCount)
                throw new ArgumentException($"A group names feature {feature}; there are {rows.FeatureCount}.", nameof(groups));
        }

        double loss = Loss(model, rows, rows.Features, threads);
        return [.. groups.Select((group, i) => loss > 0 ? ShuffledLoss(model, rows, group, repeats, new SeededRandom(seed).Fork((ulong)i), threads) / loss - 1 : 0)];
    }

    private static double ShuffledLoss(IQuantileModel model, LearnerData rows, int[] group, int repeats, SeededRandom random, int threads)
    {
        float[] shuffled = [.. rows.Features];
        double sum = 0;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            Shuffle(rows, group, shuffled, random);
            sum += Loss(model, rows, shuffled, threads);
        }

        return sum / repeats;
    }

    private static void Shuffle(LearnerData rows, int[] group, float[] shuffled, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, rows.RowCount)];
        for (int row = order.Length - 1; row > 0; row--)
        {
            int other = random.NextInt32(row + 1);
            (order[row], order[other]) = (order[other], order[row]);
        }

        for (int row = 0; row < order.Length; row++)
        {
            foreach (int feature in group)
                shuffled[row * rows.FeatureCount + feature] = rows.Features[order[row] * rows.FeatureCount + feature];
        }
    }

    private static double Loss(IQuantileModel model, LearnerData rows, float[] features, int threads)
    {
        var quantiles = new double[rows.RowCount * Levels];
        QuantileBatch.Predict(model, features, rows.BaseCurves, quantiles, threads);
        Span<float> residuals = stackalloc float[Levels];
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int level = 0; level < Levels; level++)
                residuals[level] = (float)(rows.Targets[row] - quantiles[row * Levels + level]);
            double weight = rows.Weights?[row] ?? 1;
            sum += weight * ResidualKernel.Pinball(residuals);
            weights += weight;
        }

        return sum / weights;
    }
}
