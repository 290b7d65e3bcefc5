using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>
/// A central interval between two levels of the curve. Bounds are inclusive: where the outcome has an atom on a bound (an order that cost exactly the half spread), it is covered.
/// </summary>
/// <param name="NominalCoverage">0.5, 0.8, 0.9 or 0.95.</param>
/// <param name="LowerIndex">Of the level (1 − coverage)/2.</param>
/// <param name="UpperIndex">Of the level (1 + coverage)/2.</param>
public readonly record struct CentralInterval(double NominalCoverage, int LowerIndex, int UpperIndex)
{
    /// <summary>50, 80, 90, 95 %.</summary>
    public static ImmutableArray<CentralInterval> Reported { get; } = [At(0.5), At(0.8), At(0.9), At(0.95)];

    public bool Covers(ReadOnlySpan<double> curve, double outcome) => outcome >= curve[LowerIndex] && outcome <= curve[UpperIndex];

    public double Width(ReadOnlySpan<double> curve) => curve[UpperIndex] - curve[LowerIndex];

    private static CentralInterval At(double coverage) => new(coverage, IndexOf(0.5 * (1 - coverage)), IndexOf(0.5 * (1 + coverage)));

    private static int IndexOf(double level)
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        int best = 0;
        for (int i = 1; i < levels.Length; i++)
        {
            if (Math.Abs(levels[i] - level) < Math.Abs(levels[best] - level))
                best = i;
        }

        return best;
    }
}
