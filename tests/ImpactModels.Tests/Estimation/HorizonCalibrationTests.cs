using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class HorizonCalibrationTests
{
    private const int Days = 20;

    private static readonly double[] standard = [.. NormalDistribution.AtLevels()];

    /// <summary>A forecast of N(0, 1) where outcomes have the given width: right for seconds, half as wide as it should be for hours.</summary>
    private static HorizonCalibration Fit(int rowsPerDay, double evidence, Func<double, double> widthAt, ulong seed = 1)
    {
        SeededRandom random = new(seed);
        double[] horizons = [.. Enumerable.Range(0, Days * rowsPerDay).Select(i => HorizonCalibration.KnotSeconds[i % HorizonCalibration.KnotSeconds.Length])];
        double[] pits = Array.ConvertAll(horizons, horizon => NormalDistribution.Cdf(widthAt(horizon) * random.NextNormal()));
        return HorizonCalibration.Fit(pits, horizons, [.. horizons.Select((_, i) => i / HorizonCalibration.KnotSeconds.Length % Days)], [.. horizons.Select(_ => evidence)]);
    }

    private static double[] Served(HorizonCalibration calibration, double horizonSeconds)
    {
        double[] levels = new double[QuantileLevels.Count], served = new double[QuantileLevels.Count];
        calibration.CopyLevels(horizonSeconds, levels);
        LevelMap.Apply(levels, new CostCurve(standard, TailShape.Default), served);
        return served;
    }

    [Fact]
    public void Fit_HoursTooNarrow_WidensThemAlone()
    {
        HorizonCalibration calibration = Fit(1_000, 1, horizon => horizon > 10_000 ? 2 : 1);

        Assert.InRange(Served(calibration, 15)[^3], 1.55, 1.75);
        Assert.InRange(Served(calibration, 50_000)[^3], 3, 4); // twice 1.645, beyond the curve's 99 %
        Assert.Equal(Served(calibration, 14_400), Served(calibration, 1e6));
        Assert.Equal(Served(calibration, 15), Served(calibration, 0));
    }

    [Fact]
    public void CopyLevels_BetweenKnots_NothingJumps()
    {
        HorizonCalibration calibration = Fit(1_000, 1, horizon => 1 + Math.Log10(1 + horizon / 100));
        double[] before = Served(calibration, 1);
        for (double horizon = 1; horizon < 1e5; horizon *= 1.02)
        {
            double[] now = Served(calibration, horizon);
            Assert.Equal(now.Order(), now);
            for (int j = 0; j < now.Length; j++)
                Assert.Equal(before[j], now[j], 0.08 * Math.Max(1, Math.Abs(before[j])));
            before = now;
        }
    }

    /// <summary>As many orders, of which a hundred share one path.</summary>
    [Fact]
    public void Fit_LittleEvidence_IsHardlyBelieved()
    {
        double much = Served(Fit(1_000, 1, _ => 2), 900)[^3], little = Served(Fit(1_000, 1e-4, _ => 2), 900)[^3];

        Assert.InRange(much, 3, 4);
        Assert.InRange(little, 1.645, 1.75);
    }

    [Fact]
    public void CopyLevels_Identity_ChangesNothing() => Assert.Equal(standard, Served(HorizonCalibration.Identity, 777).Select(x => Math.Round(x, 12)), (a, b) => Math.Abs(a - b) < 1e-9);

    [Fact]
    public void CalibratedPit_OfAServedLevel_IsTheNominalOne()
    {
        HorizonCalibration calibration = Fit(1_000, 1, horizon => horizon > 500 ? 1.5 : 0.7);
        double[] levels = new double[QuantileLevels.Count];
        calibration.CopyLevels(2_000, levels);

        for (int j = 0; j < levels.Length; j++)
            Assert.Equal(QuantileLevels.All[j], calibration.CalibratedPit(2_000, levels[j]), 1e-9);
    }

    [Fact]
    public void Read_WhatWasWritten_ServesTheSame()
    {
        HorizonCalibration written = Fit(400, 1, horizon => horizon > 500 ? 1.5 : 0.7);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        written.Write(writer);
        stream.Position = 0;

        HorizonCalibration read = HorizonCalibration.Read(new BinaryReader(stream));

        foreach (double horizon in (double[])[3, 100, 2_000, 20_000])
            Assert.Equal(Served(written, horizon), Served(read, horizon));
        Assert.Equal(stream.Length, stream.Position);
    }
}
