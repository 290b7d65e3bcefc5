using System.Diagnostics;
using System.Text.Json;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>
/// The booster on the peers' data: <c>learner DATA_DIR train1m|train100k same|tuned|scaling|time NOTE</c>.
/// Same: 200 rounds, 31 leaves, rate 0.1, 255 bins, at least 20 rows, no early stopping, as the peers. Tuned: the rule of <see cref="Tuning"/>. Time: one training with the same settings, with a note.
/// </summary>
internal static class LearnerBench
{
    private const int Threads = 2;

    private const string Usage = "usage: learner DATA_DIR train1m|train100k same|tuned|scaling|time [NOTE]";

    /// <summary>The second target's ensemble has as many trees as the first; fewer rows make it no smaller to speak of.</summary>
    private const int SecondTargetRows = 100_000;

    private static readonly BoostingOptions same = new() { EarlyStoppingRounds = 0, Threads = Threads };

    public static int Run(string[] args)
    {
        if (args.Length < 3)
            return Refuse();
        BenchTable train = BenchTable.Read(args[0], args[1]);
        switch (args[2])
        {
            case "same":
                Same(args[0], train);
                return 0;
            case "tuned":
                Tuned(args[0], train);
                return 0;
            case "scaling":
                Scaling(train);
                return 0;
            case "time":
                (_, double seconds) = Fit(train, same);
                Figures.Print(new { Extra = "time", Who = "impact", Note = args.ElementAtOrDefault(3), Levels = QuantileLevels.Count, Rows = train.RowCount, TrainS = Math.Round(seconds, 2) });
                return 0;
            default:
                return Refuse();
        }
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static void Same(string folder, BenchTable train)
    {
        (BoostingModel model, double seconds) = Fit(train, same);
        Figures.Print(new { Who = "impact", PeakMb = PeakMb });
        BenchTable test = BenchTable.Read(folder, "test200k");
        Figures.PrintLevels("same", seconds, test, Answer(model, test), Limit(folder));
        Speed.Print(model, test, Threads);
        Speed.PrintBoth(model, Fit(train.Take(SecondTargetRows), same).Model, test);
        Crossing.Print(model, test);
        Coverage.Print(train, test, same);
    }

    private static void Tuned(string folder, BenchTable train)
    {
        BenchTable test = BenchTable.Read(folder, "test200k");
        long start = Stopwatch.GetTimestamp();
        BoostingOptions best = Tuning.Choose(train.ToData(), Threads);
        Figures.Print(new { Extra = "chosen", Who = "impact", Settings = "tuned", best.Rounds, best.Leaves, best.LearningRate, best.MinRowsPerLeaf, SearchS = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 2) });
        (BoostingModel model, double seconds) = Fit(train, best);
        Figures.PrintLevels("tuned", seconds, test, Answer(model, test), Limit(folder));
    }

    /// <summary>Beyond the table's rows, the same rows again.</summary>
    private static void Scaling(BenchTable train)
    {
        foreach (int rows in (ReadOnlySpan<int>)[100_000, 200_000, 500_000, 1_000_000, 2_000_000, 4_000_000])
        {
            (_, double seconds) = Fit(train.Take(rows), same);
            Figures.Print(new { Extra = "scaling", Who = "impact", Rows = rows, TrainS = Math.Round(seconds, 2), MicrosecondsARow = Math.Round(seconds / rows * 1e6, 2), PeakMb = PeakMb });
        }
    }

    private static long PeakMb => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

    internal static (BoostingModel Model, double Seconds) Fit(BenchTable train, BoostingOptions options)
    {
        LearnerData data = train.ToData();
        long start = Stopwatch.GetTimestamp();
        var model = (BoostingModel)new BoostingLearner(options).Fit(data, null, CancellationToken.None);
        return (model, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    internal static double[] Answer(IQuantileModel model, BenchTable test)
    {
        var quantiles = new double[test.RowCount * QuantileLevels.Count];
        QuantileBatch.Predict(model, test.Features, null, quantiles, Threads);
        return quantiles;
    }

    private static Dictionary<string, double> Limit(string folder) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(Path.Combine(folder, "limit.json")))!;
}
