using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// What a row says about the direction in which its 17 quantiles should move. A row's pinball gradients depend only on its rank r, the number of predicted quantiles below the target.
/// The covariance of the gradients is min(τ,τ′) − ττ′, a Brownian bridge, whose leading eigenvectors are the cosines of the level: the first moves all quantiles together (location),
/// the second spreads them (scale). Two numbers per row carry nearly all that 17 gradients say.
/// </summary>
internal static class SplitScores
{
    private static readonly double[] location = Cosine(1, -1);
    private static readonly double[] scale = Cosine(2, 1);

    /// <summary>[18] by rank; mean 0 and about unit variance when the quantiles are right; positive when they should move up.</summary>
    public static ReadOnlySpan<double> Location => location;

    /// <summary>[18] by rank; positive when the quantiles should move apart.</summary>
    public static ReadOnlySpan<double> Scale => scale;

    /// <summary>No score is larger: √2 and what centring adds.</summary>
    public const double Largest = 1.6;

    private static double[] Cosine(int frequency, int sign)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        var score = new double[levels.Length + 1];
        double mean = 0;
        for (int rank = 0; rank < score.Length; rank++)
        {
            double below = rank == 0 ? 0 : levels[rank - 1];
            double above = rank == levels.Length ? 1 : levels[rank];
            score[rank] = sign * Math.Sqrt(2) * Math.Cos(frequency * Math.PI * (below + above) / 2);
            mean += score[rank] * (above - below);
        }

        for (int rank = 0; rank < score.Length; rank++)
            score[rank] -= mean;
        return score;
    }
}
