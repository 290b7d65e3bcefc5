using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.Benchmarks.Learner;

/// <summary>
/// The one rule both sides are tuned by (bench/tuned_peer.py follows the same): four settings; the latest fifth of the training rows is held out; the setting and its number of rounds (at most 400)
/// with the lowest pinball loss there win, and the winner trains again on all rows. The peer chooses level by level, ours once for all levels.
/// </summary>
internal static class Tuning
{
    private const int MostRounds = 400;
    private const double HeldOutShare = 0.2;

    private static readonly (double LearningRate, int Leaves, int MinRowsPerLeaf)[] settings = [(0.1, 31, 20), (0.2, 31, 200), (0.1, 127, 200), (0.05, 63, 200)];

    public static BoostingOptions Choose(LearnerData data, int threads) =>
        settings.Select(setting => Best(data, new BoostingOptions
        {
            Rounds = MostRounds,
            LearningRate = setting.LearningRate,
            Leaves = setting.Leaves,
            MinRowsPerLeaf = setting.MinRowsPerLeaf,
            EarlyStoppingRounds = MostRounds,
            ValidationShare = HeldOutShare,
            RefitOnAllRows = false,
            Threads = threads,
        })).MinBy(best => best.Loss).Options;

    private static (BoostingOptions Options, double Loss) Best(LearnerData data, BoostingOptions setting)
    {
        var progress = new LowestLoss();
        _ = new BoostingLearner(setting).Fit(data, progress, CancellationToken.None);
        return (setting with { Rounds = progress.Rounds, EarlyStoppingRounds = 0 }, progress.Loss);
    }

    private sealed class LowestLoss : IProgress<LearnerProgress>
    {
        public double Loss { get; private set; } = double.PositiveInfinity;

        public int Rounds { get; private set; }

        public void Report(LearnerProgress value)
        {
            if (value.ValidationLoss < Loss)
                (Loss, Rounds) = (value.ValidationLoss, value.Done);
        }
    }
}
