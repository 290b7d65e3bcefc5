using System.Diagnostics;
using System.Globalization;

namespace ImpactService.Tests.ImpactApi.Soak;

/// <summary>The resident memory of a process, once a second, as the system counts it.</summary>
internal sealed class MemoryWatch(int processId)
{
    private readonly List<(double Seconds, double Megabytes)> samples = [];

    public async Task RunAsync(CancellationToken end)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!end.IsCancellationRequested)
        {
            samples.Add((watch.Elapsed.TotalSeconds, Resident()));
            await Task.Delay(1_000, CancellationToken.None);
        }
    }

    /// <summary>The median between two moments: a collection moves single samples by more than what is looked for.</summary>
    public double Megabytes(double fromSeconds, double untilSeconds)
    {
        double[] sorted = [.. samples.Where(s => s.Seconds >= fromSeconds && s.Seconds < untilSeconds).Select(s => s.Megabytes).Order()];
        return sorted[sorted.Length / 2];
    }

    private double Resident()
    {
        string line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1_024;
    }
}
