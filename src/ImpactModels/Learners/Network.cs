using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Two hidden layers and a layer of 17 outputs. Units are free or of the size group. Free units do not see the size columns. A unit of the size group sees them, and units of its kind, through weights that are
/// not negative, and everything else freely; so it never falls as size grows. It feeds the outputs that raise the curve (the median and the gaps above it) through weights that are not negative, and no other.
/// With increasing activations the curve of <see cref="QuantileHead"/> then rises at every level (compare Sill 1998, Monotonic networks).
/// </summary>
internal sealed record Network(NetworkLayer First, NetworkLayer Second, NetworkLayer Last)
{
    private const int Levels = QuantileLevels.Count;

    /// <param name="isSize">[columns] the size group.</param>
    /// <param name="hidden">Free units per layer.</param>
    public static Network Of(bool[] isSize, int hidden)
    {
        int units = hidden + (isSize.Contains(true) ? Math.Max(LaneKernel.Lanes, hidden / 4) : 0);
        return new Network(
            NetworkLayer.Of(isSize.Length, units, (input, unit) => SignOf(isSize[input], unit >= hidden)),
            NetworkLayer.Of(LaneKernel.Padded(units), units, (input, unit) => input >= units ? WeightSign.Zero : SignOf(input >= hidden, unit >= hidden)),
            NetworkLayer.Of(LaneKernel.Padded(units), Levels, (input, level) => input >= units ? WeightSign.Zero : SignOf(input >= hidden, level >= QuantileLevels.MedianIndex)));
    }

    public Network Copy() => new(First.Copy(), Second.Copy(), Last.Copy());

    /// <summary>The last layer starts at zero: before training the answer is the base curve.</summary>
    public void Draw(SeededRandom random)
    {
        First.Draw(random);
        Second.Draw(random);
    }

    /// <param name="x">[First.Inputs]</param>
    /// <param name="pass">Receives the activations.</param>
    public void Forward(ReadOnlySpan<float> x, NetworkPass pass)
    {
        First.Forward(x, pass.First);
        Softsign.Apply(pass.First);
        Second.Forward(pass.First, pass.Second);
        Softsign.Apply(pass.Second);
        Last.Forward(pass.Second, pass.Raw);
    }

    private static WeightSign SignOf(bool isFromSize, bool isToSize)
    {
        if (!isFromSize)
            return WeightSign.Free;
        return isToSize ? WeightSign.NotNegative : WeightSign.Zero;
    }
}

/// <summary>The activations of one row.</summary>
internal readonly ref struct NetworkPass(Span<float> first, Span<float> second, Span<float> raw)
{
    public Span<float> First { get; } = first;

    public Span<float> Second { get; } = second;

    /// <summary>[24] what the head reads.</summary>
    public Span<float> Raw { get; } = raw;
}

/// <summary>x/(1 + |x|): increasing, bounded, and the same bits on every machine, as it needs no library function.</summary>
internal static class Softsign
{
    public static void Apply(Span<float> values)
    {
        foreach (ref float value in values)
            value /= 1 + Math.Abs(value);
    }

    /// <summary>The derivative (1 − |y|)² from the answer y.</summary>
    public static float Slope(float answer) => (1 - Math.Abs(answer)) * (1 - Math.Abs(answer));
}
