using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Distribution;

public sealed class AdaptiveConformalTests
{
    private const int Lower = 2;

    private const int Upper = 14;

    /// <summary>Half-way through the stream outcomes become 2.5 times as wide: the fixed forecast then covers 49 % at 90 %, the adaptive one comes back.</summary>
    [Fact]
    public void After_WorldChangesHalfWay_CoverageComesBack()
    {
        SeededRandom random = new(1);
        CostDistribution raw = CostDistribution.FromCurve(CurveSamples.Normal(0, 1), TailShape.Default);
        AdaptiveConformal state = AdaptiveConformal.Start(QuantileLevels.All);
        double[] curve = new double[QuantileLevels.Count];
        const int half = 6000;
        Tally before = new();
        Tally settling = new();
        Tally after = new();
        Tally fixedAfter = new();
        for (int t = 0; t < 2 * half; t++)
        {
            double y = (t < half ? 1 : 2.5) * random.NextNormal();
            state.Apply(CurveSamples.Normal(0, 1), TailShape.Default, curve);
            bool covered = y >= curve[Lower] && y <= curve[Upper];
            Tally tally = t < half ? before : t < half + 1000 ? settling : after;
            tally.Add(covered);
            if (t >= half)
                fixedAfter.Add(Math.Abs(y) <= 1.6448536);
            state = state.After(raw.Cdf(y));
        }

        Assert.Equal(0.9, before.Share, 0.02);
        Assert.Equal(0.49, fixedAfter.Share, 0.03);
        Assert.Equal(0.9, after.Share, 0.02);
        Assert.InRange(settling.Share, 0.7, 0.9);
        Assert.Equal(2 * half, state.OutcomeCount);
    }

    [Fact]
    public void After_AnyStream_ServesIncreasingLevelsWithBoundedLongRunError()
    {
        double[] levels = new double[QuantileLevels.Count];
        AdaptiveConformal state = AdaptiveConformal.Start(QuantileLevels.All, 0.05);
        SeededRandom random = new(2);
        int medianHits = 0;
        const int n = 5000;
        for (int t = 0; t < n; t++)
        {
            double pit = t / 500 % 2 == 0 ? 1 : random.NextDouble() * 0.05;
            state.CopyLevels(levels);
            Assert.Equal(levels.Order(), levels);
            AdaptiveConformal next = state.After(pit);
            medianHits += pit <= NormalDistribution.Cdf(MedianScore(state)) ? 1 : 0;
            state = next;
        }

        Assert.Equal(0.5 - medianHits / (double)n, MedianScore(state) / (0.05 * n), 1e-9);
        Assert.Equal(0.5, medianHits / (double)n, 17 / (0.05 * n));
    }

    [Fact]
    public void Read_WhatWasWritten_ContinuesTheSame()
    {
        AdaptiveConformal state = AdaptiveConformal.Start(QuantileLevels.All).After(0.3).After(0.9);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        state.Write(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        AdaptiveConformal read = AdaptiveConformal.Read(reader);
        double[] a = new double[QuantileLevels.Count];
        double[] b = new double[QuantileLevels.Count];
        state.After(0.1).CopyLevels(a);
        read.After(0.1).CopyLevels(b);
        Assert.Equal(a, b);
        Assert.Equal(2, read.OutcomeCount);
    }

    [Fact]
    public void Start_BadInputs_Throw()
    {
        Assert.Throws<ArgumentException>(() => AdaptiveConformal.Start([0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdaptiveConformal.Start(QuantileLevels.All, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdaptiveConformal.Start(QuantileLevels.All).After(double.NaN));
    }

    /// <summary>The score of the median, read back from the bytes: the guarantee is about it.</summary>
    private static double MedianScore(AdaptiveConformal state)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        state.Write(writer);
        return BitConverter.ToDouble(stream.ToArray(), 16 + 8 * QuantileLevels.MedianIndex);
    }

    private sealed class Tally
    {
        private int hits;
        private int count;

        public double Share => hits / (double)count;

        public void Add(bool hit)
        {
            hits += hit ? 1 : 0;
            count++;
        }
    }
}
