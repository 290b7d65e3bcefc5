using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

public sealed class JointImpactTests
{
    [Fact]
    public void Temporary_OfAnyTwoDistributions_AddsUpExactlyInTheMean()
    {
        SeededRandom random = new(1);
        JointImpact joint = JointImpact.UniformRate();
        for (int i = 0; i < 500; i++)
        {
            double scale = Math.Pow(10, 8 * random.NextDouble() - 4);
            CostDistribution j = CostDistribution.FromCurve(CurveSamples.Random(random, scale), TailShape.Default);
            CostDistribution shift = CostDistribution.FromCurve(CurveSamples.Random(random, scale), TailShape.Default);
            CostDistribution k = joint.Temporary(j, shift);
            CostDistribution permanent = JointImpact.Permanent(shift);
            Assert.Equal(j.MeanBps, k.MeanBps + permanent.MeanBps, 1e-12 * (Math.Abs(j.MeanBps) + Math.Abs(permanent.MeanBps)));
            Assert.Equal(k.MeanBps, QuantileIntegrals.Mean(k), 1e-9 * (Math.Abs(k.MeanBps) + k.StandardDeviationBps));
            Assert.Equal(0.5 * shift.QuantileBps(0.95), permanent.QuantileBps(0.95), 1e-12 * Math.Abs(shift.QuantileBps(0.95)));
        }
    }

    /// <summary>Jointly normal J and I: K is normal with a known variance, whatever the dependence.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(-0.5)]
    [InlineData(0.95)]
    public void Fit_JointlyNormalRanks_GivesTheSpreadOfK(double correlation)
    {
        const int n = 20_000;
        SeededRandom random = new(2);
        CostDistribution unit = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), new TailShape(0, 0.5, 0, 0.5));
        double[] pitsJ = new double[n];
        double[] pitsI = new double[n];
        for (int i = 0; i < n; i++)
        {
            double a = random.NextNormal();
            double b = correlation * a + Math.Sqrt(1 - correlation * correlation) * random.NextNormal();
            pitsJ[i] = unit.Cdf(a);
            pitsI[i] = i % 11 == 0 ? double.NaN : unit.Cdf(b);
        }

        JointImpact joint = JointImpact.Fit(pitsJ, pitsI);
        CostDistribution k = joint.Temporary(
            CostDistribution.FromCurve(CurveSamples.Normal(5, 10), TailShape.Default), CostDistribution.FromCurve(CurveSamples.Normal(4, 16), TailShape.Default));
        double expected = Math.Sqrt(100 + 64 - 2 * correlation * 10 * 8);
        Assert.Equal(3, k.MeanBps, 1e-9);
        Assert.Equal(expected, (k.QuantileBps(0.9) - k.QuantileBps(0.1)) / 2.5631, 0.12 * expected);
        Assert.Equal(6 / Math.PI * Math.Asin(correlation / 2), joint.RankCorrelation, 0.08);
    }

    [Fact]
    public void Fit_MarginsOfThePairs_AreExactlyUniform()
    {
        SeededRandom random = new(3);
        double[] a = [.. Enumerable.Range(0, 999).Select(_ => Math.Pow(random.NextDouble(), 4))];
        double[] b = [.. a.Select(x => 1 - x)];
        JointImpact joint = JointImpact.Fit(a, b);
        double[] even = [.. Enumerable.Range(0, 256).Select(i => (i + 0.5) / 256)];
        Assert.Equal(even, joint.Pairs.Select(p => p.SlippageLevel).Order());
        Assert.Equal(even, joint.Pairs.Select(p => p.PriceShiftLevel).Order());
        Assert.Equal(-1, joint.RankCorrelation, 1e-3);
    }

    [Fact]
    public void Fit_FewRows_IsTheCopulaOfAUniformRate()
    {
        JointImpact joint = JointImpact.Fit([0.1, 0.2], [0.3, double.NaN]);
        Assert.Equal(JointImpact.UniformRate().Pairs.AsEnumerable(), joint.Pairs);
        Assert.Equal(6 / Math.PI * Math.Asin(JointImpact.UniformRateCorrelation / 2), joint.RankCorrelation, 0.02);
    }

    [Fact]
    public void Temporary_ExtremeScales_StaysFinite()
    {
        SeededRandom random = new(4);
        foreach (double scale in new[] { 1e-300, 1e-12, 1e90, 1e300 })
        {
            CostDistribution k = JointImpact.UniformRate().Temporary(
                CostDistribution.FromCurve(CurveSamples.Random(random, scale), TailShape.Default), CostDistribution.FromCurve(CurveSamples.Random(random, 1), TailShape.Default));
            Assert.True(double.IsFinite(k.MeanBps) && double.IsFinite(k.StandardDeviationBps) && double.IsFinite(k.QuantileBps(0.999)));
        }
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameAndBadBytesAreRefused()
    {
        JointImpact joint = JointImpact.UniformRate();
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        joint.Write(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Assert.Equal(joint.Pairs.AsEnumerable(), JointImpact.Read(reader).Pairs);
        stream.Position = 0;
        writer.Write(-3);
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => JointImpact.Read(reader));
    }
}
