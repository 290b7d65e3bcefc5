namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Exponentially decayed sums of several streams at several half-lives, in one block so that time advances for all of them at once:
/// S_h(t) = Σ x_i 2^−((t − t_i)/h). The caller advances time, then adds. Exact up to rounding; O(half-lives × streams) per advance, nothing allocated.
/// </summary>
public sealed class DecayedSums
{
    private readonly double[] ratesPerSecond;
    private readonly double[] sums;
    private readonly int streams;

    /// <param name="halfLivesSeconds">Positive.</param>
    /// <param name="streams">How many sums are kept per half-life.</param>
    public DecayedSums(ReadOnlySpan<double> halfLivesSeconds, int streams)
    {
        ratesPerSecond = new double[halfLivesSeconds.Length];
        for (int i = 0; i < ratesPerSecond.Length; i++)
            ratesPerSecond[i] = ExponentialDecay.Rate(halfLivesSeconds[i]);
        this.streams = streams;
        sums = new double[halfLivesSeconds.Length * streams];
    }

    public void Advance(double seconds)
    {
        if (!(seconds > 0))
            return;
        for (int h = 0; h < ratesPerSecond.Length; h++)
        {
            double factor = Math.Exp(-ratesPerSecond[h] * seconds);
            foreach (ref double sum in sums.AsSpan(h * streams, streams))
                sum *= factor;
        }
    }

    /// <summary>Adds to one stream at every half-life.</summary>
    public void Add(int stream, double value)
    {
        for (int i = stream; i < sums.Length; i += streams)
            sums[i] += value;
    }

    public double Sum(int halfLife, int stream) => sums[halfLife * streams + stream];

    /// <summary>Weight that a stream of one per second has gathered after so long: ∫ 2^−(u/h) du over [0, elapsed]. A sum over it is a rate per second.</summary>
    public double WeightSeconds(int halfLife, double elapsedSeconds) => ExponentialDecay.Complement(ratesPerSecond[halfLife] * elapsedSeconds) / ratesPerSecond[halfLife];

    public void CopyFrom(DecayedSums other) => other.sums.CopyTo(sums, 0);
}
