using System.Runtime.Intrinsics;

namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Exponentially decayed sums of several streams at up to four half-lives, in one block so that time advances for all of them at once:
/// S_h(t) = Σ x_i 2^−((t − t_i)/h). The caller advances time, then adds. Exact up to rounding; one 256-bit operation per stream, nothing allocated.
/// </summary>
public sealed class DecayedSums
{
    /// <summary>One 256-bit vector of doubles: a lane per half-life.</summary>
    public const int MaximumHalfLives = 4;

    private readonly double[] ratesPerSecond;
    private readonly Vector256<double>[] sums;

    /// <param name="halfLivesSeconds">One to four, positive.</param>
    /// <param name="streams">How many sums are kept per half-life.</param>
    public DecayedSums(ReadOnlySpan<double> halfLivesSeconds, int streams)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(halfLivesSeconds.Length, MaximumHalfLives);
        ratesPerSecond = new double[MaximumHalfLives];
        for (int i = 0; i < halfLivesSeconds.Length; i++)
            ratesPerSecond[i] = ExponentialDecay.Rate(halfLivesSeconds[i]);
        sums = new Vector256<double>[streams];
    }

    public void Advance(double seconds)
    {
        if (!(seconds > 0))
            return;
        var factors = Vector256.Create(
            Math.Exp(-ratesPerSecond[0] * seconds),
            Math.Exp(-ratesPerSecond[1] * seconds),
            Math.Exp(-ratesPerSecond[2] * seconds),
            Math.Exp(-ratesPerSecond[3] * seconds));
        foreach (ref Vector256<double> sum in sums.AsSpan())
            sum *= factors;
    }

    /// <summary>Adds to one stream at every half-life.</summary>
    public void Add(int stream, double value) => sums[stream] += Vector256.Create(value);

    public double Sum(int halfLife, int stream) => sums[stream].GetElement(halfLife);

    /// <summary>Weight that a stream of one per second has gathered after so long: ∫ 2^−(u/h) du over [0, elapsed]. A sum over it is a rate per second.</summary>
    public double WeightSeconds(int halfLife, double elapsedSeconds) => ExponentialDecay.Complement(ratesPerSecond[halfLife] * elapsedSeconds) / ratesPerSecond[halfLife];

    public void CopyFrom(DecayedSums other) => other.sums.CopyTo(sums, 0);
}
