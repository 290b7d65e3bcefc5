using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class VolatilityNowTests
{
    private static readonly VolatilityNow blend = new([0.1, 0.2, 0.3, 0.4, 0, 0, 0.7, 0.3, 0, 0]);

    [Theory]
    [InlineData(1, 1, 1, 60, 1)]
    [InlineData(double.NaN, double.NaN, double.NaN, 1_800, 1)]
    [InlineData(2, 1, 1, 0, 1.2649110640673518)] // √(0.1 + 0.2·4 + 0.3 + 0.4)
    [InlineData(2, 1, 3, 1_800, 2.0248456731316584)] // √((0.1 + 0.8 + 0.3 + 3.6 + 0.7 + 2.7)/2)
    public void Ratio_TypedOut_IsTheBlend(double recent300, double recent1800, double session, double horizonSeconds, double expected) =>
        Assert.Equal(expected, blend.Ratio(new VolatilityReading(recent300, recent1800, session, horizonSeconds)), 1e-12);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1e9, 1e300, double.PositiveInfinity, 1e12)]
    [InlineData(-3, double.NaN, double.NegativeInfinity, -5)]
    public void Ratio_ExtremeReadings_StaysInItsRange(double recent300, double recent1800, double session, double horizonSeconds) =>
        Assert.InRange(blend.Ratio(new VolatilityReading(recent300, recent1800, session, horizonSeconds)), 1 / VolatilityNow.MaximumRatio, VolatilityNow.MaximumRatio);

    [Fact]
    public void Ratio_WeekAndMonth_HaveTheirParts()
    {
        VolatilityNow parts = new([0.2, 0, 0, 0, 0.5, 0.3, 0.1, 0, 0.6, 0.3]);
        VolatilityReading reading = new(1, 1, 1, 1_800) { Week = 2, Month = 3 };

        Assert.Equal(Math.Sqrt((0.2 + 2 + 2.7 + 0.1 + 2.4 + 2.7) / 2), parts.Ratio(reading), 1e-12);
        Assert.Equal(1, parts.Ratio(new VolatilityReading(9, 9, 9, 1_800)), 1e-12); // not known: as the daily one
    }

    [Fact]
    public void Ratio_LongerHorizon_ForgetsTheLastMinutes()
    {
        double last = double.PositiveInfinity;
        for (double horizonSeconds = 1; horizonSeconds < 1e5; horizonSeconds *= 3)
        {
            double ratio = blend.Ratio(new VolatilityReading(4, 1, 1, horizonSeconds));
            Assert.InRange(ratio, 1, last);
            last = ratio;
        }
    }

    [Fact]
    public void Apply_Daily_ChangesNothing()
    {
        LawInput order = new(1e-3, 0.1, 0.1, 0.02, 3, 0.5);

        Assert.Equal(order, VolatilityNow.Daily.Apply(order, new VolatilityReading(3, 0.2, 2, 900)));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        VolatilityNow written = new(blend.Weights.AsSpan(), new LearnedTrust([1, 0.9, 0.5, 0.2]));
        written.Write(writer);
        stream.Position = 0;

        VolatilityNow read = VolatilityNow.Read(new BinaryReader(stream));

        Assert.Equal(written.Weights.AsEnumerable(), read.Weights);
        Assert.Equal(written.Say.Weights.AsEnumerable(), read.Say.Weights);
    }

    [Fact]
    public void Ratio_HalfASay_IsTheRootOfTheBlend()
    {
        VolatilityNow half = new(blend.Weights.AsSpan(), new LearnedTrust([0.5, 0.5, 0.5, 0.5]));
        VolatilityReading reading = new(2, 1, 3, 1_800);

        Assert.Equal(Math.Sqrt(blend.Ratio(reading)), half.Ratio(reading), 1e-12);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 1)]
    public void New_NoDailyPart_Throws(double fast, double slow) => Assert.Throws<ArgumentException>(() => new VolatilityNow([fast, 1, 1, 1, 1, 1, slow, 1, 1, 1]));
}
