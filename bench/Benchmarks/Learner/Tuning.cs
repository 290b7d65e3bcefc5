using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.Benchmarks.Learner;

/// <summary>
/// The one rule both sides are tuned by: two settings each; the latest fifth of the training rows is held out, the setting and its number of rounds (at most 400) with the lowest pinball loss there win,
/// and the winner trains again on all rows.
/// </summary>
internal static class Tuning
{
    private const int MostRounds = 400;

    public static BoostingOptions Choose(LearnerData data, int threads)
    {
        BoostingOptions plain = new() { Rounds = MostRounds, EarlyStoppingRounds = 50, ValidationShare = 0.2, RefitOnAllRows = false, Threads = threads };
        BoostingOptions[] settings = [plain with { LearningRate = 0.1, Leaves = 31 }, plain with { LearningRate = 0.1, Leaves = 127 }];
        return settings.Select(setting => Best(data, setting)).MinBy(best => best.Loss).Options;
    }

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
