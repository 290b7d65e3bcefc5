using System.Diagnostics;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>How long one answer takes, call by call as the peers are timed, and how many come out of two threads.</summary>
internal static class Speed
{
    private const int WarmCalls = 20_000;
    private const int TimedCalls = 50_000;

    public static void Print(IQuantileModel model, BenchTable test, int threads)
    {
        var curve = new double[QuantileLevels.Count];
        for (int i = 0; i < WarmCalls; i++)
            model.Predict(test.Row(i), [], curve);
        var spans = new double[TimedCalls];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < TimedCalls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            model.Predict(test.Row(WarmCalls + i), [], curve);
            spans[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(spans);
        Figures.Print(new { Who = "impact", RowP50Us = Math.Round(spans[TimedCalls / 2], 2), RowP99Us = Math.Round(spans[TimedCalls * 99 / 100], 2), RowAllocatedBytes = allocated });
        PrintBatch(model, test, threads);
    }

    private static void PrintBatch(IQuantileModel model, BenchTable test, int threads)
    {
        var quantiles = new double[test.RowCount * QuantileLevels.Count];
        var rates = new double[5];
        for (int i = 0; i < rates.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            QuantileBatch.Predict(model, test.Features, null, quantiles, threads);
            rates[i] = test.RowCount / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(rates);
        Figures.Print(new { Who = "impact", BatchRowsS = Math.Round(rates[rates.Length / 2]) });
    }
}
