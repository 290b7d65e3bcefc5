using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Joint gradient boosting of all 17 quantiles: every tree's structure serves all levels, its leaves hold a step for each. What is learned is added to the base curve.
/// Training structures end here; the result is a compact <see cref="QuantileEnsemble"/>.
/// </summary>
internal sealed class QuantileBooster
{
    private const int Levels = QuantileLevels.Count;
    private const int RouteRows = 8192;

    private readonly BoostingData data;
    private readonly BoostingOptions options;
    private readonly BinnedRows rows;
    private readonly TreeGrower grower;
    private readonly HonestPruning pruning;
    private readonly Residuals residuals;
    private readonly LeafQuantiles leafQuantiles;
    private readonly RoundPass pass;
    private readonly RowRoles roles;
    private readonly ValueGroups groups;
    private readonly bool[] isIncreasing;
    private readonly byte[] leaves;
    private readonly EnsembleBuilder ensemble;

    private QuantileBooster(BoostingData data, BoostingOptions options, FeatureBins[] bins, FeatureCross[] pairs)
    {
        this.data = data;
        this.options = options;
        int threads = options.ThreadCount;
        var crosses = new FeatureCrosses(bins, pairs);
        rows = BinnedRows.Map(data, bins, crosses, options.Bins, threads);
        int[] increasing = crosses.IncreasingWith(data.IncreasingFeatures);
        grower = new TreeGrower(rows, new HistogramBuilder(rows, threads), new SplitFinder(rows, options, increasing), options);
        pruning = new HonestPruning(options.LearningRate);
        float[] start = StartCurve.Find(data);
        residuals = Residuals.Initial(data, start, threads);
        leafQuantiles = new LeafQuantiles(data, residuals, new LeafSmoothing(StartCurve.MeanCurve(data, start), options.LeafShrinkage, options.LeafSmoothing), threads);
        pass = new RoundPass(data, residuals, threads);
        isIncreasing = [.. Enumerable.Range(0, rows.FeatureCount).Select(feature => increasing.Contains(feature))];
        leaves = new byte[data.RowCount];
        roles = new RowRoles(data, options);
        groups = new ValueGroups(data.RowCount, threads);
        ensemble = new EnsembleBuilder(rows.Features, crosses, start);
    }

    public static BoostingResult Fit(BoostingData data, BoostingOptions options, Action<int, RoundLoss>? progress, CancellationToken cancellation)
    {
        options.Validate();
        FeatureBins[] bins = BinMapper.Fit(data, options.Bins, options.ThreadCount);
        FeatureCross[] crosses = CrossSearch.Find(data, bins, options);

        return Fit(data, options, bins, crosses, progress, cancellation);
    }

    /// <summary>With bins and crosses that are known already.</summary>
    public static BoostingResult Fit(BoostingData data, BoostingOptions options, FeatureBins[] bins, FeatureCross[] crosses, Action<int, RoundLoss>? progress, CancellationToken cancellation) =>
        new QuantileBooster(data, options, bins, crosses).Run(progress, cancellation);

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

        return new BoostingResult(ensemble.Build(stopping.BestRounds), stopping.BestRounds, stopping.Losses, ensemble.Gains(stopping.BestRounds), pass.Scores);
    }

    /// <returns>False when no split is left to make: the trees that follow would be the same.</returns>
    private bool GrowOne(int round)
    {
        roles.Draw(round);
        TrainingTree tree = grower.Grow(pass.Scores, roles.Structure, SampledFeatures(round));
        new TreeRouter(tree).Route(rows, leaves, options.ThreadCount);
        var gains = new double[rows.FeatureCount];
        if (options.Honest)
            tree = Prune(tree, gains);
        else
            AddGains(tree, gains);
        LeafSteps steps = FindSteps(tree);
        ensemble.Add(tree, steps.Model, gains);
        pass.Step(leaves, roles.Folds, steps);
        return tree.LeafCount > 1 || options.ColumnSample < 1 || options.Honest || options.Subsample < 1;
    }

    private static void AddGains(TrainingTree tree, double[] gains)
    {
        foreach (Split split in tree.Reachable().Select(node => node.Split).OfType<Split>())
            gains[split.Feature] += split.Gain;
    }

    private TrainingTree Prune(TrainingTree tree, double[] gains)
    {
        (TrainingTree pruned, byte[] newLeaves) = pruning.Prune(tree, LeafSums(tree.LeafCount, roles.Values.Span), gains);
        if (pruned.LeafCount < tree.LeafCount)
            ParallelChunks.For(data.RowCount, RouteRows, options.ThreadCount, (_, from, to) =>
            {
                foreach (ref byte leaf in leaves.AsSpan(from, to - from))
                    leaf = newLeaves[leaf];
            });
        return pruned;
    }

    private ScoreSum[] LeafSums(int leafCount, ReadOnlySpan<int> rowIds)
    {
        var sums = new Vector128<int>[leafCount];
        foreach (int row in rowIds)
            sums[leaves[row]] += pass.Scores.Values[row];
        return [.. sums.Select(ScoreSum.From)];
    }

    private LeafSteps FindSteps(TrainingTree tree)
    {
        groups.Sort(roles, leaves, tree.LeafCount);
        float[] values = leafQuantiles.Find(groups);
        for (int i = 0; i < values.Length; i++)
            values[i] *= (float)options.LearningRate;
        if (!options.Honest)
            return LeafSteps.Same(tree.LeafCount, Monotone(tree, values));
        int half = tree.LeafCount * Levels;
        return LeafSteps.Crossed(tree.LeafCount, Monotone(tree, values[..half]), Monotone(tree, values[half..]));
    }

    private float[] Monotone(TrainingTree tree, float[] values)
    {
        if (data.IncreasingFeatures.Length > 0)
            MonotoneLeaves.Enforce(tree, rows.FeatureCount, isIncreasing, values);
        return values;
    }

    private int[] SampledFeatures(int round)
    {
        int[] all = [.. Enumerable.Range(0, rows.FeatureCount)];
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
