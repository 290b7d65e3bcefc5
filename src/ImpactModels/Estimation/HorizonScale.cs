using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>Knots along the horizon, and the ranges around them: what is learned by range is served in between, linear in the logarithm of the horizon and constant beyond the outer knots, so that no answer jumps.</summary>
internal sealed class HorizonScale
{
    private readonly ImmutableArray<double> knotSeconds;

    /// <summary>Geometric middles of the knots.</summary>
    private readonly double[] boundarySeconds;

    /// <param name="knotSeconds">Ascending, positive.</param>
    public HorizonScale(ImmutableArray<double> knotSeconds)
    {
        this.knotSeconds = knotSeconds;
        boundarySeconds = [.. knotSeconds.Zip(knotSeconds.Skip(1), (lower, upper) => Math.Sqrt(lower * upper))];
    }

    /// <summary>The knot that a horizon counts for.</summary>
    public int RangeOf(double horizonSeconds)
    {
        int range = 0;
        while (range < boundarySeconds.Length && horizonSeconds >= boundarySeconds[range])
            range++;
        return range;
    }

    /// <summary>The knot at or below a horizon, and how far it is on the way to the next, 0 to 1. The last but one with 1 at the end of the scale.</summary>
    public (int Lower, double Share) At(double horizonSeconds)
    {
        if (!(horizonSeconds > knotSeconds[0]))
            return (0, 0);
        int upper = 1;
        while (upper < knotSeconds.Length && knotSeconds[upper] < horizonSeconds)
            upper++;
        return upper == knotSeconds.Length
            ? (upper - 2, 1)
            : (upper - 1, Math.Log(horizonSeconds / knotSeconds[upper - 1]) / Math.Log(knotSeconds[upper] / knotSeconds[upper - 1]));
    }
}
