using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Joint gradient boosting of all 17 quantiles: every tree's structure serves all levels, its leaves hold a step for each. What is learned is added to the base curve.
/// Training structures end here; the result is a compact <see cref="QuantileEnsemble"/>.
/// </summary>
internal sealed class QuantileBooster
{
    private const int Levels = QuantileLevels.Count;

    private readonly BoostingData data;
    private readonly BoostingOptions options;
    private readonly BinnedRows rows;
    private readonly TreeGrower grower;
    private readonly Residuals residuals;
    private readonly LeafQuantiles leafQuantiles;
    private readonly RoundPass pass;
    private readonly bool[] isIncreasing;
    private readonly byte[] leaves;
    private readonly EnsembleBuilder ensemble;

    private QuantileBooster(BoostingData data, BoostingOptions options)
    {
        this.data = data;
        this.options = options;
        int threads = options.ThreadCount;
        BinMapper mapper = BinMapper.Fit(data, options.Bins, threads);
        rows = new BinnedRows(data.RowCount, mapper.Features, mapper.Map(data, threads));
        grower = new TreeGrower(rows, new HistogramBuilder(rows, threads), new SplitFinder(rows, options, data.IncreasingFeatures), options);
        float[] start = StartCurve.Find(data);
        residuals = Residuals.Initial(data, start, threads);
        leafQuantiles = new LeafQuantiles(data, residuals, options.LeafShrinkage, threads);
        pass = new RoundPass(data, residuals, threads);
        isIncreasing = [.. Enumerable.Range(0, data.FeatureCount).Select(feature => data.IncreasingFeatures.Contains(feature))];
        leaves = new byte[data.RowCount];
        ensemble = new EnsembleBuilder(mapper.Features, start);
    }

    public static BoostingResult Fit(BoostingData data, BoostingOptions options, Action<int, RoundLoss>? progress, CancellationToken cancellation)
    {
        options.Validate();
        return new QuantileBooster(data, options).Run(progress, cancellation);
    }

    private BoostingResult Run(Action<int, RoundLoss>? progress, CancellationToken cancellation)
    {
        pass.Score();
        var stopping = new EarlyStopping(data.IsValidation is null ? 0 : options.EarlyStoppingRounds, pass.Loss);
        while (stopping.Rounds < options.Rounds && !stopping.IsOver)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!GrowOne(stopping.Rounds))
                break;
            stopping.Add(pass.Loss);
            progress?.Invoke(stopping.Rounds, pass.Loss);
        }

        return new BoostingResult(ensemble.Build(stopping.BestRounds), stopping.BestRounds, stopping.Losses);
    }

    /// <returns>False when no split is left to make: the trees that follow would be the same.</returns>
    private bool GrowOne(int round)
    {
        RowRoles roles = RowRoles.Draw(data, options, round);
        TrainingTree tree = grower.Grow(pass.Scores, roles.Structure, SampledFeatures(round));
        ParallelChunks.For(data.RowCount, RoundPass.ChunkRows, options.ThreadCount, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
                leaves[row] = (byte)tree.LeafOf(rows.Row(row));
        });
        float[] steps = leafQuantiles.Find(leaves, tree.LeafCount, roles.Values);
        if (data.IncreasingFeatures.Length > 0)
            MonotoneLeaves.Enforce(tree, data.FeatureCount, isIncreasing, steps);
        for (int i = 0; i < steps.Length; i++)
            steps[i] *= (float)options.LearningRate;
        ensemble.Add(tree, steps);
        pass.Step(leaves, steps);
        return tree.LeafCount > 1 || options.ColumnSample < 1 || options.Honest || options.Subsample < 1;
    }

    private int[] SampledFeatures(int round)
    {
        int[] all = [.. Enumerable.Range(0, data.FeatureCount)];
        int count = Math.Max(1, (int)Math.Round(options.ColumnSample * all.Length));
        if (count == all.Length)
            return all;
        SeededRandom random = new SeededRandom(data.Seed).Fork((ulong)round);
        for (int i = 0; i < count; i++)
        {
            int other = i + random.NextInt32(all.Length - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        int[] sampled = all[..count];
        Array.Sort(sampled);
        return sampled;
    }
}
