using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// The pass over all rows between two trees: moves each row's residuals by its leaf's step, ranks the target among the moved quantiles, writes the row's scores, and sums the losses.
/// </summary>
internal sealed class RoundPass
{
    /// <summary>Sums are taken within chunks, then in chunk order.</summary>
    public const int ChunkRows = 2048;

    private const int Levels = QuantileLevels.Count;
    private const int LowerQuartile = 5;
    private const int UpperQuartile = 11;

    /// <summary>A curve narrower than this share of the mean width counts as this wide, so that a few rows with collapsed curves do not own the splits.</summary>
    private const double NarrowestWidth = 0.1;

    private readonly BoostingData data;
    private readonly Residuals residuals;
    private readonly int threads;
    private readonly double scoreUnit;
    private readonly double curvatureUnit;
    private readonly float narrowest;

    public RoundPass(BoostingData data, Residuals residuals, int threads)
    {
        this.data = data;
        this.residuals = residuals;
        this.threads = threads;
        Scores = new RowScores(data.RowCount);
        double weightSum = 0;
        double widthSum = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            weightSum += data.Weight(row);
            widthSum += data.Weight(row) * Math.Max(0, Width(residuals.Row(row)));
        }

        narrowest = widthSum > 0 ? (float)(NarrowestWidth * widthSum / weightSum) : 1;
        scoreUnit = RowScores.SumLimit / (weightSum * SplitScores.Largest);
        curvatureUnit = RowScores.SumLimit * narrowest / weightSum;
    }

    public RowScores Scores { get; }

    /// <summary>Weighted mean pinball losses over the 17 levels after the pass: training rows, validation rows.</summary>
    public RoundLoss Loss { get; private set; }

    /// <param name="leaves">[rows] the leaf of each row.</param>
    /// <param name="steps">[leaves × 17] what each leaf adds to the curves.</param>
    public void Step(byte[] leaves, float[] steps) => Run(leaves, steps);

    /// <summary>Scores the rows as they are.</summary>
    public void Score() => Run(null, []);

    private void Run(byte[]? leaves, float[] steps)
    {
        var losses = new RoundLoss[ParallelChunks.Count(data.RowCount, ChunkRows)];
        ParallelChunks.For(data.RowCount, ChunkRows, threads, (chunk, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                Span<float> own = residuals.Values.AsSpan(row * Levels, Levels);
                if (leaves is not null)
                    Subtract(own, steps.AsSpan(leaves[row] * Levels, Levels));
                Scores.Values[row] = ScoresOf(own, data.Weight(row));
                losses[chunk] = losses[chunk].Plus(Pinball(own), data.Weight(row), data.IsValidation is not null && data.IsValidation[row]);
            }
        });
        Loss = losses.Aggregate((a, b) => a.Plus(b));
    }

    private Vector128<int> ScoresOf(ReadOnlySpan<float> own, double weight)
    {
        int rank = 0;
        foreach (float residual in own)
            rank += residual > 0 ? 1 : 0;
        double width = Math.Max(Width(own), narrowest);
        return Vector128.Create(
            (int)Math.Round(weight * SplitScores.Location[rank] * scoreUnit),
            (int)Math.Round(weight * SplitScores.Scale[rank] * scoreUnit),
            (int)Math.Round(weight / width * curvatureUnit),
            1);
    }

    /// <summary>Interquartile range of a row's curve: the target cancels in the difference of two residuals.</summary>
    private static float Width(ReadOnlySpan<float> own) => own[LowerQuartile] - own[UpperQuartile];

    private static void Subtract(Span<float> own, ReadOnlySpan<float> step)
    {
        for (int level = 0; level < own.Length; level++)
            own[level] -= step[level];
    }

    private static double Pinball(ReadOnlySpan<float> own)
    {
        double sum = 0;
        ReadOnlySpan<double> levels = QuantileLevels.All;
        for (int level = 0; level < own.Length; level++)
            sum += Math.Max(levels[level] * own[level], (levels[level] - 1) * own[level]);
        return sum / Levels;
    }
}

internal readonly record struct RoundLoss(double TrainSum, double TrainWeight, double ValidationSum, double ValidationWeight)
{
    public double Train => TrainSum / TrainWeight;

    /// <summary>NaN when no rows are held out.</summary>
    public double Validation => ValidationSum / ValidationWeight;

    public RoundLoss Plus(double loss, double weight, bool isValidation) => isValidation
        ? this with { ValidationSum = ValidationSum + weight * loss, ValidationWeight = ValidationWeight + weight }
        : this with { TrainSum = TrainSum + weight * loss, TrainWeight = TrainWeight + weight };

    public RoundLoss Plus(RoundLoss other) => new(TrainSum + other.TrainSum, TrainWeight + other.TrainWeight,
        ValidationSum + other.ValidationSum, ValidationWeight + other.ValidationWeight);
}
