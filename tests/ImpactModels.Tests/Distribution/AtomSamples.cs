using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

/// <summary>Random curves with a random atom somewhere on or beside them.</summary>
internal static class AtomSamples
{
    public static (double[] Curve, PointMass Atom) Random(SeededRandom random, double scale)
    {
        double[] curve = CurveSamples.Random(random, scale);
        return (curve, Random(random, curve, scale));
    }

    /// <summary>Mass from nearly none to nearly all; the value now at zero, now on a quantile, now outside the curve.</summary>
    private static PointMass Random(SeededRandom random, double[] curve, double scale)
    {
        double value = random.NextInt32(4) switch
        {
            0 => 0,
            1 => curve[random.NextInt32(curve.Length)],
            2 => curve[^1] + scale,
            _ => curve[0] + random.NextDouble() * (curve[^1] - curve[0]),
        };
        double below = random.NextInt32(4) == 0 ? QuantileLevels.All[random.NextInt32(QuantileLevels.Count)] : random.NextDouble();
        return new PointMass(value, below, below + (1 - below) * random.NextDouble(), random.NextInt32(3) == 0 ? 0 : scale * random.NextDouble());
    }
}
