using System.Diagnostics;
using System.Text.Json;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>
/// The booster on the peers' data: <c>learner DATA_DIR train1m|train100k same|tuned|scaling|neighbour</c>.
/// Same: 200 rounds, 31 leaves, rate 0.1, 255 bins, at least 20 rows, no early stopping, as the peers. Tuned: the rule of <see cref="Tuning"/>.
/// </summary>
internal static class LearnerBench
{
    private const int Threads = 2;

    private static readonly BoostingOptions same = new() { EarlyStoppingRounds = 0, Threads = Threads, Rounds = X("rounds", 200), Leaves = X("leaves", 31), Crosses = X("crosses", 8), LearningRate = X("rate", 100) / 1000.0 , MinRowsPerLeaf = X("min", 20), Subsample = X("sub", 100) / 100.0}; private static int X(string n, int d) => Environment.GetEnvironmentVariable("X_" + n) is { } s ? int.Parse(s) : d;

    public static int Run(string[] args)
    {
        if (args.Length < 3)
        {
            Console.Error.WriteLine("usage: learner DATA_DIR train1m|train100k same|tuned|scaling|neighbour");
            return 2;
        }

        BenchTable train = BenchTable.Read(args[0], args[1]);
        switch (args[2])
        {
            case "x":
                (BoostingModel xm, double xs) = Fit(train, same);
                BenchTable xt = BenchTable.Read(args[0], "test200k");
                Figures.PrintLevels("x", xs, xt, Answer(xm, xt), Limit(args[0]));
                break;
            case "same":
                Same(args[0], train);
                break;
            case "tuned":
                Tuned(args[0], train);
                break;
            case "scaling":
                Scaling(train);
                break;
            default:
                (_, double seconds) = Fit(train, same);
                Figures.Print(new { Who = "impact", Settings = args[2], train.RowCount, TrainS = Math.Round(seconds, 2) });
                break;
        }

        return 0;
    }

    private static void Same(string folder, BenchTable train)
    {
        (BoostingModel model, double seconds) = Fit(train, same);
        Figures.Print(new { Who = "impact", PeakMb = Process.GetCurrentProcess().PeakWorkingSet64 >> 20 });
        BenchTable test = BenchTable.Read(folder, "test200k");
        Figures.PrintLevels("same", seconds, test, Answer(model, test), Limit(folder));
        Speed.Print(model, test, Threads);
        Crossing.Print(model, test);
        Coverage.Print(train, test, same);
    }

    private static void Tuned(string folder, BenchTable train)
    {
        BenchTable test = BenchTable.Read(folder, "test200k");
        long start = Stopwatch.GetTimestamp();
        BoostingOptions best = Tuning.Choose(train.ToData(), Threads);
        Figures.Print(new { Who = "impact", Settings = "tuned", best.Rounds, best.Leaves, best.LearningRate, SearchS = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 2) });
        (BoostingModel model, double seconds) = Fit(train, best);
        Figures.PrintLevels("tuned", seconds, test, Answer(model, test), Limit(folder));
    }

    private static void Scaling(BenchTable train)
    {
        foreach (int rows in new[] { 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 4_000_000 })
        {
            (_, double seconds) = Fit(train.Take(rows), same);
            Figures.Print(new { Who = "impact", Settings = "same", Rows = rows, TrainS = Math.Round(seconds, 2), MicrosecondsARow = Math.Round(seconds / rows * 1e6, 2), PeakMb = Process.GetCurrentProcess().PeakWorkingSet64 >> 20 });
        }
    }

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
