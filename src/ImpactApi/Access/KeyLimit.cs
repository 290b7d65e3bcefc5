namespace ImpactService.ImpactApi.Access;

/// <summary>
/// How often one key may ask: a bucket of one second's requests that refills steadily, kept as the one moment at which it will be full again (the generic cell rate algorithm, ITU-T I.371).
/// One atomic exchange a request, no timer and no lock, which a limiter with a queue would need.
/// </summary>
internal sealed class KeyLimit(int requestsPerSecond, TimeProvider clock)
{
    /// <summary>A key that was silent may ask a second's worth at once.</summary>
    private const double BucketSeconds = 1;

    /// <summary>A bucket of n requests ends at a sum of n fractions.</summary>
    private const double RoundingSeconds = 1e-9;

    private readonly long origin = clock.GetTimestamp();
    private readonly double secondsPerRequest = 1.0 / requestsPerSecond;
    private double fullAtSeconds;

    public int RequestsPerSecond { get; } = requestsPerSecond;

    /// <summary>Counts a request; one that comes too early is told how long to wait and is not counted.</summary>
    public bool TryTake(out double retryAfterSeconds)
    {
        double now = clock.GetElapsedTime(origin).TotalSeconds;
        while (true)
        {
            double seen = Volatile.Read(ref fullAtSeconds);
            double next = Math.Max(seen, now) + secondsPerRequest;
            retryAfterSeconds = next - now - BucketSeconds;
            if (retryAfterSeconds > RoundingSeconds)
                return false;
            if (Interlocked.CompareExchange(ref fullAtSeconds, next, seen) == seen)
                return true;
        }
    }
}
