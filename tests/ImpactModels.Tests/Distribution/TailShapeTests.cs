using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

public sealed class TailShapeTests
{
    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(0.3, 1.2)]
    [InlineData(-0.2, 0.7)]
    public void Fit_ManyExcessesOfAKnownLaw_FindsItsParameters(double shape, double scale)
    {
        double[] excesses = Draw(new GeneralisedPareto(shape, scale), 20_000, 5);
        TailShape fitted = TailShape.Fit(excesses, excesses);
        Assert.Equal(shape, fitted.UpperShape, 0.03);
        Assert.Equal(scale, fitted.UpperScaleRatio, 0.03 * scale);
        Assert.Equal(fitted.UpperShape, fitted.LowerShape);
    }

    [Fact]
    public void Fit_HeavierThanAllowed_IsHeldAtTheMaximum()
    {
        double[] excesses = Draw(new GeneralisedPareto(0.9, 1), 20_000, 5);
TailShape fitted = TailShape.Fit([], excesses);
        Assert.Equal(TailShape.MaximumShape, fitted.UpperShape, 1e-6);
    }

    [Fact]
    public void Fit_NoUsableExcess_IsTheDefault()
    {
        TailShape fitted = TailShape.Fit([], [double.NaN, -1, 0, double.PositiveInfinity]);
        Assert.Equal(TailShape.Default.LowerShape, fitted.LowerShape, 1e-3);
        Assert.Equal(TailShape.Default.UpperScaleRatio, fitted.UpperScaleRatio, 1e-3);
    }

    [Fact]
    public void Fit_FewExcesses_StaysNearTheDefault()
    {
        TailShape fitted = TailShape.Fit([0.1, 4], [0.3]);
        Assert.InRange(fitted.LowerShape, 0.05, 0.35);
        Assert.InRange(fitted.UpperScaleRatio, 0.3, 0.7);
    }

    [Fact]
    public void FitCurves_NormalOutcomes_GivesTheTailOfTheNormal()
    {
        SeededRandom random = new(3);
        const int n = 200_000;
        double[] curves = new double[n * QuantileLevels.Count];
        double[] outcomes = new double[n];
        for (int i = 0; i < n; i++)
        {
            double scale = 1 + 9 * random.NextDouble();
            CurveSamples.Normal(2, scale).CopyTo(curves, i * QuantileLevels.Count);
            outcomes[i] = 2 + scale * random.NextNormal();
        }

        TailShape fitted = TailShape.FitCurves(curves, outcomes);
        CostDistribution d = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), fitted);
        Assert.Equal(3.0902, d.QuantileBps(0.999), 0.06);
        Assert.Equal(-3.0902, d.QuantileBps(0.001), 0.06);
    }

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        TailShape tails = new(0.1, 0.4, -0.2, 1.25);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        tails.Write(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Assert.Equal(tails, TailShape.Read(reader));
    }

    private static double[] Draw(GeneralisedPareto law, int count, ulong seed)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => law.AtSurvival(1 - random.NextDouble()))];
    }
}
