namespace ImpactService.ImpactModels.Features;

/// <summary>
/// How long the session's half spread was at which width: time in logarithmic classes, eight to the doubling (±4.4 %: finer than any feed's spread moves, coarse enough
/// that one tick on a drifting price stays one class).
/// </summary>
internal sealed class SpreadHistogram
{
    private const int ClassesPerDoubling = 8;

    /// <summary>2^−6 to 2^13 bps; what lies beyond falls into the end classes, a locked market into the first.</summary>
    private const int LowestExponent = -6;
    private const int HighestExponent = 13;

    private readonly double[] seconds = new double[(HighestExponent - LowestExponent) * ClassesPerDoubling];

    public static int ClassOf(double halfSpreadBps) => halfSpreadBps > 0
        ? Math.Clamp((int)Math.Floor((Math.Log2(halfSpreadBps) - LowestExponent) * ClassesPerDoubling), 0, (HighestExponent - LowestExponent) * ClassesPerDoubling - 1)
        : 0;

    public void Add(int spreadClass, double duration) => seconds[spreadClass] += duration;

    /// <summary>Share of the time in narrower classes plus half of its own; NaN before any time has passed.</summary>
    public double Percentile(int spreadClass)
    {
        double total = 0, below = 0;
        for (int i = 0; i < seconds.Length; i++)
        {
            total += seconds[i];
            below += i < spreadClass ? seconds[i] : i == spreadClass ? seconds[i] / 2 : 0;
        }

        return total > 0 ? below / total : double.NaN;
    }

    public void CopyFrom(SpreadHistogram other) => other.seconds.CopyTo(seconds, 0);
}
