using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>One JSON line per figure. What the peers have no counterpart of starts with "extra".</summary>
internal static class Figures
{
    private static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Print(object figure) => Console.WriteLine(JsonSerializer.Serialize(figure, json));

    /// <summary>Loss, excess over the limit and coverage of each level, then the mean excess over the peers' five and over all levels.</summary>
    public static void PrintLevels(string settings, double trainSeconds, BenchTable test, double[] quantiles, Dictionary<string, double> limit)
    {
        double[] over = new double[QuantileLevels.Count];
        for (int level = 0; level < over.Length; level++)
        {
            double tau = QuantileLevels.All[level];
            (double pinball, double coverage) = Score(test, quantiles, level);
            over[level] = pinball / limit[tau.ToString(CultureInfo.InvariantCulture)] - 1;
            Print(new { Who = "impact", Settings = settings, Level = tau, TrainS = Math.Round(trainSeconds, 2), Pinball = Math.Round(pinball, 5), OverLimit = Math.Round(over[level], 5), Coverage = Math.Round(coverage, 4) });
        }

        int[] five = [2, 5, 8, 11, 14];
        Print(new { Extra = "mean excess", Who = "impact", Settings = settings, MeanOverLimit5 = Math.Round(five.Average(level => over[level]), 5), MeanOverLimit17 = Math.Round(over.Average(), 5) });
    }

    private static (double Pinball, double Coverage) Score(BenchTable test, double[] quantiles, int level)
    {
        double tau = QuantileLevels.All[level];
        double loss = 0;
        int covered = 0;
        for (int row = 0; row < test.RowCount; row++)
        {
            double miss = test.Targets[row] - quantiles[row * QuantileLevels.Count + level];
            loss += Math.Max(tau * miss, (tau - 1) * miss);
            covered += miss <= 0 ? 1 : 0;
        }

        return (loss / test.RowCount, (double)covered / test.RowCount);
    }
}
