using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>Coverage of the 90 % interval after conformal calibration on the latest fifth of the training rows (CQR, Romano et al. 2019), training on the rest.</summary>
internal static class Coverage
{
    private const int Low = 2;
    private const int High = 14;
    private const double Target = 0.9;

    public static void Print(BenchTable train, BenchTable test, BoostingOptions options)
    {
        int rows = train.RowCount / 5 * 4;
        (BoostingModel model, _) = LearnerBench.Fit(train.Take(rows), options);
        BenchTable held = new(train.RowCount - rows, train.Features[(rows * BenchTable.FeatureCount)..], train.Targets[rows..]);
        double[] scores = [.. Misses(model, held)];
        Array.Sort(scores);
        double widening = scores[(int)Math.Ceiling(Target * (scores.Length + 1)) - 1];
        double covered = Misses(model, test).Count(miss => miss <= widening) / (double)test.RowCount;
        Figures.Print(new { Extra = "calibrated coverage", Who = "impact", Settings = "same, calibrated", Interval = Target, WideningBps = Math.Round(widening, 3), Coverage = Math.Round(covered, 4) });
    }

    /// <summary>How far each target is outside its interval; negative inside.</summary>
    private static IEnumerable<double> Misses(BoostingModel model, BenchTable table)
    {
        double[] quantiles = LearnerBench.Answer(model, table);
        for (int row = 0; row < table.RowCount; row++)
        {
            int at = row * QuantileLevels.Count;
            yield return Math.Max(quantiles[at + Low] - table.Targets[row], table.Targets[row] - quantiles[at + High]);
        }
    }
}
