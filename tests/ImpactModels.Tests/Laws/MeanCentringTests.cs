using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Distribution;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class MeanCentringTests
{
    [Fact]
    public void Apply_AnyCurve_HasMeanZeroAndKeepsItsOrder()
    {
        SeededRandom random = new(1);
        for (int i = 0; i < 300; i++)
        {
            double[] curve = CurveSamples.Random(random, 1);
            double range = curve[^1] - curve[0];
            MeanCentring.Apply(curve, TailShape.Default);
            Assert.Equal(0, CostDistribution.FromCurve(curve, TailShape.Default).MeanBps, 1e-3 * range);
            Assert.Equal(curve.Order(), curve);
        }
    }

    [Fact]
    public void Apply_CurveWithAnAtom_LeavesTheAtomWhereItIs()
    {
        double[] curve = [-3, -2, -1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.5, 1, 2, 3, 4];
        MeanCentring.Apply(curve, TailShape.Default);
        Assert.All(curve[4..10], x => Assert.Equal(0.1, x, 1e-3));
        Assert.Equal(0, CostDistribution.FromCurve(curve, TailShape.Default).MeanBps, 1e-3);
        Assert.True(curve[^1] < 4);
    }

    [Fact]
    public void Apply_AllEqual_IsMovedToZero()
    {
        double[] curve = new double[QuantileLevels.Count];
        Array.Fill(curve, 7);
        MeanCentring.Apply(curve, TailShape.Default);
        Assert.All(curve, x => Assert.Equal(0, x, 1e-2));
    }
}
