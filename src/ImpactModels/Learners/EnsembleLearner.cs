using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Weighted average of the members' quantile curves (Lichtendahl, Grushka-Cockayne, Winkler 2013, Management Science). The weights are those with the least pinball loss on later blocks that the members had not
/// seen (<see cref="BlockFolds"/>); then the members that have weight are trained on all rows. Where nothing can be held out all members weigh the same.
/// IncreasingFeatures: an average of curves that do not fall does not fall.
/// </summary>
public sealed class EnsembleLearner : IQuantileLearner
{
    private const int Levels = QuantileLevels.Count;

    private readonly IQuantileLearner[] members;
    private readonly EnsembleOptions options;

    /// <exception cref="ArgumentException">No members.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public EnsembleLearner(IEnumerable<IQuantileLearner> members, EnsembleOptions? options = null)
    {
        this.members = [.. members];
        this.options = options ?? new EnsembleOptions();
        this.options.Validate();
        if (this.members.Length is < 1 or > EnsembleModel.MostMembers)
            throw new ArgumentException($"An ensemble has 1 to {EnsembleModel.MostMembers} members, not {this.members.Length}.", nameof(members));
    }

    public string Name => "ensemble";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        BlockFold[] folds = BlockFolds.Of(data, options.Folds);
        int total = members.Length * (folds.Length + 1);
        int done = 0;
        double[] shares = Kept(folds.Length == 0 || members.Length == 1 ? [.. members.Select(_ => 1.0 / members.Length)] : FitShares(data, folds, Count, cancellation));
        var kept = new List<WeightedMember>();
        for (int i = 0; i < members.Length; i++)
        {
            if (shares[i] > 0)
                kept.Add(new WeightedMember(shares[i], members[i].Fit(data, null, cancellation)));
            Count();
        }

        return new EnsembleModel([.. kept]);

        void Count() => progress?.Report(new LearnerProgress(Name, ++done, total, double.NaN, double.NaN));
    }

    private double[] FitShares(LearnerData data, BlockFold[] folds, Action count, CancellationToken cancellation)
    {
        int[] judged = [.. folds.SelectMany(fold => fold.Judge)];
        float[][] curves = [.. members.Select(_ => new float[judged.Length * Levels])];
        int from = 0;
        foreach (BlockFold fold in folds)
        {
            LearnerData learn = LearnerRows.Select(data, fold.Learn);
            LearnerData judge = LearnerRows.Select(data, fold.Judge);
            for (int i = 0; i < members.Length; i++)
            {
                Answer(members[i].Fit(learn, null, cancellation), judge, curves[i].AsSpan(from * Levels));
                count();
            }

            from += fold.Judge.Length;
        }

        return SimplexWeights.Fit(curves, [.. judged.Select(row => data.Targets[row])], [.. judged.Select(row => data.Weights?[row] ?? 1)]);
    }

    private static void Answer(IQuantileModel model, LearnerData rows, Span<float> curves)
    {
        Span<double> curve = stackalloc double[Levels];
        for (int row = 0; row < rows.RowCount; row++)
        {
            model.Predict(rows.Features.AsSpan(row * rows.FeatureCount, rows.FeatureCount), BaseScale.CurveOf(rows, row), curve);
            for (int level = 0; level < Levels; level++)
                curves[row * Levels + level] = (float)curve[level];
        }
    }

    private double[] Kept(double[] shares)
    {
        // With many equal members each may lie below the bound.
        double bound = Math.Min(options.SmallestWeight, shares.Max());
        double[] kept = [.. shares.Select(share => share < bound ? 0 : share)];
        double sum = kept.Sum();
        return [.. kept.Select(share => share / sum)];
    }
}
