using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// By what multiple of the published square-root law (Y = 1) orders of a size cost: what training orders say at the sizes that they have, one far from them (<see cref="SizeAmplitudeFit"/>).
/// What a larger order costs beyond a smaller one is then σ·(S(x) − S(x′)), S(x) = A(x)√x, x = Q/ADV: the law by which sizes are reached that no training order had. S never falls.
/// </summary>
public sealed class SizeAmplitude
{
    /// <summary>Half decades from a millionth of a day's volume to ten days' volume: no order outside is asked about in earnest, and the law goes on from the outer knots with their amplitude.</summary>
    internal const int KnotCount = 15;

    internal const double KnotsPerDecade = 2;

    private const double FirstDecade = -6;

    private static readonly double[] knotRoots = [.. Enumerable.Range(0, KnotCount).Select(k => Math.Sqrt(KnotAdvFraction(k)))];

    /// <summary>[knots] S.</summary>
    private readonly ImmutableArray<double> values;

    private SizeAmplitude(ImmutableArray<double> values) => this.values = values;

    /// <summary>Where no order was seen.</summary>
    public static SizeAmplitude Published { get; } = Of([.. knotRoots.Select(_ => 1.0)]);

    /// <summary>Of both targets, from the training orders.</summary>
    public static (SizeAmplitude Slippage, SizeAmplitude PriceShift) Fit(IEnumerable<LawObservation> observations) => SizeAmplitudeFit.Fit(observations);

    /// <summary>What the size adds to the mean slippage; the spread is not in it. Partly passive orders as in <see cref="TakerPart"/>.</summary>
    public double SlippageBps(in LawInput order) =>
        TakerPart.SlippageBps(order.TakerFraction, SquareRootLaw.Exponent, SquareRootLaw.AverageOverPeak, SquareRootLaw.AverageOverPeak) * UnitBps(order);

    /// <summary>What the size adds to the mean price shift.</summary>
    public double PriceShiftBps(in LawInput order) => SquareRootLaw.AverageOverPeak * UnitBps(order);

    /// <summary>A: one is the published law.</summary>
    public double At(double advFraction) => Scaled(Math.Sqrt(advFraction)) / Math.Sqrt(advFraction);

    /// <param name="amplitudes">[knots] A; where S would fall it stays.</param>
    internal static SizeAmplitude Of(ReadOnlySpan<double> amplitudes)
    {
        var values = ImmutableArray.CreateBuilder<double>(KnotCount);
        double last = 0;
        for (int k = 0; k < KnotCount; k++)
            values.Add(last = Math.Max(last, amplitudes[k] * knotRoots[k]));
        return new SizeAmplitude(values.MoveToImmutable());
    }

    internal static double KnotAdvFraction(int knot) => Math.Pow(10, FirstDecade + knot / KnotsPerDecade);

    internal static int NearestKnot(double advFraction) => Math.Clamp((int)Math.Round((Math.Log10(advFraction) - FirstDecade) * KnotsPerDecade), 0, KnotCount - 1);

    internal void Write(BinaryWriter writer)
    {
        foreach (double value in values)
            writer.Write(value);
    }

    /// <exception cref="InvalidDataException">Values that fall, are negative or not finite.</exception>
    internal static SizeAmplitude Read(BinaryReader reader)
    {
        double[] read = new double[KnotCount];
        double last = 0;
        for (int k = 0; k < KnotCount; k++)
        {
            read[k] = reader.ReadDouble();
            if (!(read[k] >= last && double.IsFinite(read[k])))
                throw new InvalidDataException($"A size law that goes from {last} to {read[k]} is damaged.");
            last = read[k];
        }

        return new SizeAmplitude([.. read]);
    }

    private double UnitBps(in LawInput order) => order.DailyVolatility * LawConventions.BpsPerUnit * Scaled(Math.Sqrt(order.AdvFraction));

    /// <summary>S, linear in √x between the knots: exact where the amplitude is constant, and it rises wherever the knots do.</summary>
    private double Scaled(double root)
    {
        int upper = 0;
        while (upper < KnotCount && knotRoots[upper] < root)
            upper++;
        if (upper == 0)
            return values[0] * root / knotRoots[0];
        if (upper == KnotCount)
            return values[^1] * root / knotRoots[^1];
        double share = (root - knotRoots[upper - 1]) / (knotRoots[upper] - knotRoots[upper - 1]);
        return values[upper - 1] + share * (values[upper] - values[upper - 1]);
    }
}
