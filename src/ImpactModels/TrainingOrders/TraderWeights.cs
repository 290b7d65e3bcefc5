using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Draws synthetic traders with given weights in O(1) (Walker's alias method, Vose's construction).</summary>
internal sealed class TraderWeights
{
    private readonly double[] keepProbability;
    private readonly int[] alias;

    private TraderWeights(int count)
    {
        keepProbability = new double[count];
        alias = new int[count];
    }

    public int Count => alias.Length;

    /// <summary>Weights of one session's traders by the options; the power law is cut at the session's number of trades.</summary>
    public static TraderWeights Draw(MetaorderOptions options, int tradeCount, SeededRandom random)
    {
        var weights = new double[options.Traders];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = options.Participation == TraderParticipation.PowerLaw
                ? PowerLawQuantile(random.NextDouble(), options.ParticipationExponent, Math.Max(tradeCount, 1))
                : 1;
        }

        return FromWeights(weights);
    }

    /// <summary>
    /// Inverse of the distribution function of P(f) ~ f^−α on [1, maximum]: f = (1 − u(1 − maximum^(1−α)))^(1/(1−α)).
    /// Neither exponent nor frequency is rounded to an integer (rounding the exponent is a known fault of published code).
    /// </summary>
    public static double PowerLawQuantile(double u, double exponent, double maximum)
    {
        double power = 1 - exponent;
        return Math.Pow(1 - u * (1 - Math.Pow(maximum, power)), 1 / power);
    }

    public static TraderWeights FromWeights(ReadOnlySpan<double> weights)
    {
        var table = new TraderWeights(weights.Length);
        double scale = weights.Length / Sum(weights);
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = 0; i < weights.Length; i++)
        {
            table.keepProbability[i] = weights[i] * scale;
            (table.keepProbability[i] < 1 ? small : large).Push(i);
        }

        table.Pair(small, large);
        return table;
    }

    public int Next(SeededRandom random)
    {
        int column = random.NextInt32(alias.Length);
        return random.NextDouble() < keepProbability[column] ? column : alias[column];
    }

    private void Pair(Stack<int> small, Stack<int> large)
    {
        while (small.Count > 0 && large.Count > 0)
        {
            int under = small.Pop();
            int over = large.Pop();
            alias[under] = over;
            keepProbability[over] -= 1 - keepProbability[under];
            (keepProbability[over] < 1 ? small : large).Push(over);
        }

        // What is left differs from one by rounding only.
        foreach (int column in small)
            keepProbability[column] = 1;
        foreach (int column in large)
            keepProbability[column] = 1;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
