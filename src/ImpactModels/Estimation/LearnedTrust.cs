using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// How far the learned curve is believed over the law's, 0 to 1, by horizon. Evidence differs by horizon: a session holds hundreds of independent minutes and one path of a day, so a learner earns
/// its say on short orders long before it does on long ones. Between the knots the weight is linear in the logarithm of the horizon, constant beyond them.
/// </summary>
public sealed class LearnedTrust
{
    /// <summary>Middles of the ranges in which trust is chosen separately: sweeps and seconds, minutes, half hours, hours.</summary>
    public static ImmutableArray<double> KnotSeconds { get; } = [15, 150, 900, 5_400];

    private static HorizonScale Scale { get; } = new(KnotSeconds);

    /// <exception cref="ArgumentException">Not one weight in [0, 1] for each knot.</exception>
    public LearnedTrust(IEnumerable<double> weights)
    {
        Weights = [.. weights];
        if (Weights.Length != KnotSeconds.Length || !Weights.All(weight => weight is >= 0 and <= 1))
            throw new ArgumentException($"trust needs {KnotSeconds.Length} weights in [0, 1], not [{string.Join(", ", Weights)}]", nameof(weights));
    }

    public static LearnedTrust None { get; } = new(KnotSeconds.Select(_ => 0.0));

    public static LearnedTrust Full { get; } = new(KnotSeconds.Select(_ => 1.0));

    /// <summary>At <see cref="KnotSeconds"/>.</summary>
    public ImmutableArray<double> Weights { get; }

    public bool IsNone => Weights.All(weight => weight == 0);

    /// <summary>The range that a horizon counts for when trust is chosen.</summary>
    public static int RangeOf(double horizonSeconds) => Scale.RangeOf(horizonSeconds);

    public double At(double horizonSeconds)
    {
        (int lower, double share) = Scale.At(horizonSeconds);
        return Weights[lower] + share * (Weights[lower + 1] - Weights[lower]);
    }

    public void Write(BinaryWriter writer)
    {
        foreach (double weight in Weights)
            writer.Write(weight);
    }

    /// <exception cref="ArgumentException">A weight is outside [0, 1].</exception>
    public static LearnedTrust Read(BinaryReader reader) => new([.. KnotSeconds.Select(_ => reader.ReadDouble())]);
}
