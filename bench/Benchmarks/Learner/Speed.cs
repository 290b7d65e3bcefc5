using System.Diagnostics;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>How long one answer takes, call by call as the peers are timed, and how many come out of two threads.</summary>
internal static class Speed
{
    private const int WarmCalls = 20_000;
    private const int TimedCalls = 50_000;
    private const int BatchRepeats = 5;

    public static void Print(IQuantileModel model, BenchTable test, int threads)
    {
        var curve = new double[QuantileLevels.Count];
        (double p50, double p99, long allocated) = Time(row => model.Predict(test.Row(row), [], curve));
        Figures.Print(new { Who = "impact", RowP50Us = p50, RowP99Us = p99, RowAllocatedBytes = allocated });
        PrintBatch(model, test, threads);
    }

    /// <summary>An answer needs both targets: two ensembles, one after the other.</summary>
    public static void PrintBoth(IQuantileModel slippage, IQuantileModel priceShift, BenchTable test)
    {
        var curve = new double[QuantileLevels.Count];
        (double p50, double p99, _) = Time(row =>
        {
            slippage.Predict(test.Row(row), [], curve);
            priceShift.Predict(test.Row(row), [], curve);
        });
        Figures.Print(new { Extra = "both targets", Who = "impact", RowP50Us = p50, RowP99Us = p99 });
    }

    private static (double P50Us, double P99Us, long AllocatedBytes) Time(Action<int> answer)
    {
        for (int i = 0; i < WarmCalls; i++)
            answer(i);
        var spans = new long[TimedCalls];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < TimedCalls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            answer(WarmCalls + i);
            spans[i] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(spans);
        return (Microseconds(spans[TimedCalls / 2]), Microseconds(spans[TimedCalls * 99 / 100]), allocated);
    }

    private static double Microseconds(long ticks) => Math.Round(ticks * 1e6 / Stopwatch.Frequency, 2);

    private static void PrintBatch(IQuantileModel model, BenchTable test, int threads)
    {
        var quantiles = new double[test.RowCount * QuantileLevels.Count];
        var rates = new double[BatchRepeats];
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
