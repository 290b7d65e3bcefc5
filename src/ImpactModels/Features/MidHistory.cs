namespace ImpactService.ImpactModels.Features;

/// <summary>The mid at each of the last whole seconds of the session; NaN where none was known.</summary>
internal sealed class MidHistory
{
    public const int LongestLagSeconds = 300;

    private readonly double[] ring = new double[LongestLagSeconds + 1];
    private int lastSecond = -1;
    private int firstSecond = int.MaxValue;

    public void Add(int second, double mid)
    {
        ring[second % ring.Length] = mid;
        lastSecond = second;
        firstSecond = Math.Min(firstSecond, second);
    }

    /// <summary>Mid so many seconds before the last whole second; NaN when the session was not watched yet.</summary>
    public double Before(int lagSeconds)
    {
        int second = lastSecond - lagSeconds;
        return lastSecond >= 0 && second >= firstSecond ? ring[second % ring.Length] : double.NaN;
    }

    public void CopyFrom(MidHistory other)
    {
        other.ring.CopyTo(ring, 0);
        (lastSecond, firstSecond) = (other.lastSecond, other.firstSecond);
    }
}
