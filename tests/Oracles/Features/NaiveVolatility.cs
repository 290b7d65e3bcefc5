using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.Features;

/// <summary>Two-scale realised variance of the mid sampled at whole seconds, each weight computed afresh.</summary>
public static class NaiveVolatility
{
    private const int Slow = 10;

    public static double PerSecond(NaiveSession facts, Timestamp asOf, double halfLifeSeconds, int minimumSamples)
    {
        List<double> logs = [];
        int last = (int)Math.Floor((asOf.UnixMicros - facts.Session.Open.UnixMicros) / 1e6);
        for (int k = 0; k <= last; k++)
        {
            if (facts.MidAt(k) is var mid && !double.IsNaN(mid))
                logs.Add(Math.Log(mid));
        }

        double fast = 0, slow = 0, weights = 0;
        for (int i = Slow; i < logs.Count; i++)
        {
            double weight = Math.Pow(2, -(logs.Count - 1 - i) / halfLifeSeconds);
            fast += weight * Math.Pow(logs[i] - logs[i - 1], 2);
            slow += weight * Math.Pow(logs[i] - logs[i - Slow], 2) / Slow;
            weights += weight;
        }

        if (logs.Count - Slow < minimumSamples)
            return double.NaN;
        return Math.Max(0, (slow / weights - fast / weights / Slow) / (1 - 1.0 / Slow));
    }
}
