using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// The pass over all rows between two trees: moves each row's residuals by its leaf's step, ranks the target among the moved quantiles, writes the row's scores, and sums the losses.
/// </summary>
internal sealed class RoundPass
{
    /// <summary>Sums are taken within chunks, then in chunk order. Two thousand rows of residuals fit the second-level cache.</summary>
    public const int ChunkRows = 2048;

    private const int Levels = QuantileLevels.Count;

    private readonly BoostingData data;
    private readonly Residuals residuals;
    private readonly int threads;
    private readonly RowScorer scorer;

    public RoundPass(BoostingData data, Residuals residuals, int threads)
    {
        this.data = data;
        this.residuals = residuals;
        this.threads = threads;
        Scores = new RowScores(data.RowCount);
        scorer = RowScorer.For(data, residuals);
    }

    public RowScores Scores { get; }

    /// <summary>Weighted mean pinball losses over the 17 levels after the last pass.</summary>
    public RoundLoss Loss { get; private set; }

    /// <summary>Scores the rows as they are.</summary>
    public void Score() => Step(new byte[data.RowCount], new byte[data.RowCount], LeafSteps.Same(1, new float[Levels]));

    /// <param name="leaves">[rows] the leaf of each row.</param>
    /// <param name="folds">[rows] the fold of each row.</param>
    /// <param name="steps">What each leaf adds to the curves.</param>
    public void Step(byte[] leaves, byte[] folds, LeafSteps steps)
    {
        var losses = new RoundLoss[ParallelChunks.Count(data.RowCount, ChunkRows)];
        ParallelChunks.For(data.RowCount, ChunkRows, threads, (chunk, from, to) =>
        {
            RoundLoss sum = default;
            for (int row = from; row < to; row++)
            {
                Span<float> own = residuals.Row(row);
                int rank = ResidualKernel.MoveAndRank(own, steps.Of(folds[row], leaves[row]));
                Scores.Values[row] = scorer.Score(rank, ResidualKernel.Width(own), data.Weight(row));
                sum = sum.Plus(ResidualKernel.Pinball(own), data.Weight(row), data.IsValidation is not null && data.IsValidation[row]);
            }

            losses[chunk] = sum;
        });
        Loss = losses.Aggregate((a, b) => a.Plus(b));
    }
}
