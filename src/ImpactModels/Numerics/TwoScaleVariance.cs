namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Two-scale realised variance of an evenly sampled price, decayed (Zhang, Mykland, Aït-Sahalia 2005, eq. 55 and 64, as ratios of exponentially weighted means).
/// With log prices x_i, slow lag K, A1 = mean (x_i − x_{i−1})² and AK = mean (x_i − x_{i−K})²/K over the same weights:
/// variance per step = (AK − A1/K)/(1 − 1/K). White noise in x adds 2ω² to A1 and 2ω²/K to AK and cancels; without noise the expectation is the variance, too.
/// Floored at zero: a price that only bounces has no variance. One instance holds several half-lives and one undecayed mean.
/// </summary>
public sealed class TwoScaleVariance
{
    private readonly int slowLag;
    private readonly double[] factors;
    private readonly double[] fast;
    private readonly double[] slow;
    private readonly double[] weights;
    private readonly double[] recent;
    private int count;

    /// <param name="slowLag">K ≥ 2 steps: longer than the noise remembers, short against the half-lives.</param>
    /// <param name="halfLivesSteps">Positive; infinity for the undecayed mean.</param>
    public TwoScaleVariance(int slowLag, ReadOnlySpan<double> halfLivesSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slowLag, 2);
        this.slowLag = slowLag;
        factors = new double[halfLivesSteps.Length];
        for (int i = 0; i < factors.Length; i++)
            factors[i] = Math.Exp(-ExponentialDecay.Rate(halfLivesSteps[i]));
        fast = new double[factors.Length];
        slow = new double[factors.Length];
        weights = new double[factors.Length];
        recent = new double[slowLag];
    }

    /// <summary>Samples that entered a mean: those with a whole slow lag before them.</summary>
    public int SampleCount => Math.Max(0, count - slowLag);

    public void Add(double logPrice)
    {
        if (count >= slowLag)
            Accumulate(logPrice - recent[(count - 1) % slowLag], logPrice - recent[count % slowLag]);
        recent[count % slowLag] = logPrice;
        count++;
    }

    /// <summary>Variance per step; NaN before <paramref name="minimumSamples"/> samples.</summary>
    public double Variance(int halfLife, int minimumSamples)
    {
        if (SampleCount < Math.Max(1, minimumSamples))
            return double.NaN;
        double variance = (slow[halfLife] - fast[halfLife]) / slowLag / weights[halfLife] / (1 - 1.0 / slowLag);
        return Math.Max(0, variance);
    }

    public void CopyFrom(TwoScaleVariance other)
    {
        count = other.count;
        other.fast.CopyTo(fast, 0);
        other.slow.CopyTo(slow, 0);
        other.weights.CopyTo(weights, 0);
        other.recent.CopyTo(recent, 0);
    }

    private void Accumulate(double fastReturn, double slowReturn)
    {
        for (int i = 0; i < factors.Length; i++)
        {
            fast[i] = fast[i] * factors[i] + fastReturn * fastReturn;
            slow[i] = slow[i] * factors[i] + slowReturn * slowReturn;
            weights[i] = weights[i] * factors[i] + 1;
        }
    }
}
