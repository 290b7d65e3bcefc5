using System.Collections.Immutable;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>One axis of the census: ranges of a value, the lower bound inside.</summary>
/// <param name="LowerBounds">Ascending; a value below the second bound falls into the first bucket, NaN too.</param>
/// <param name="Labels">One per bucket.</param>
public sealed record CensusAxis(string Name, ImmutableArray<double> LowerBounds, ImmutableArray<string> Labels)
{
    /// <summary>Size as Q/ADV.</summary>
    public static readonly CensusAxis AdvFraction = new(
        "Q/ADV",
        [0, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1],
        ["< 0.001 %", "0.001-0.01 %", "0.01-0.1 %", "0.1-1 %", "1-10 %", ">= 10 %"]);

    public static readonly CensusAxis HorizonSeconds = new(
        "horizon",
        [0, 60, 300, 1_800, 7_200],
        ["< 1 min", "1-5 min", "5-30 min", "30-120 min", ">= 2 h"]);

    public static readonly CensusAxis TakerFraction = new(
        "taker fraction",
        [0, 0.05, 0.25, 0.75, 0.95],
        ["0-0.05", "0.05-0.25", "0.25-0.75", "0.75-0.95", "0.95-1"]);

    public int BucketOf(double value)
    {
        int bucket = 0;
        while (bucket + 1 < LowerBounds.Length && value >= LowerBounds[bucket + 1])
            bucket++;
        return bucket;
    }
}
