using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class SizeAmplitudeTests
{
    private const double LargestTraining = 1e-3;

    [Fact]
    public void Published_AnyOrder_IsTheSquareRootLawWithoutItsSpread()
    {
        SeededRandom random = new(4);
        SquareRootLaw law = new();
        for (int i = 0; i < 500; i++)
        {
            LawInput order = LawSamples.Order(random) with { AdvFraction = Math.Pow(10, -8 + 10 * random.NextDouble()) };
            Assert.Equal(law.SlippageBps(order) - order.SpreadCostBps, SizeAmplitude.Published.SlippageBps(order), 1e-9 * law.PeakBps(order));
            Assert.Equal(law.PriceShiftBps(order), SizeAmplitude.Published.PriceShiftBps(order), 1e-9 * law.PeakBps(order));
        }
    }

    [Fact]
    public void Fit_NoOrders_IsPublished() => Assert.Equal((SizeAmplitude.Published, SizeAmplitude.Published), SizeAmplitude.Fit([]));

    /// <summary>Orders up to a thousandth of a day's volume, of a market of half or twice the published amplitude: believed where they are, less and less beyond, never past the published law.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Fit_SmallOrdersAlone_FollowsThemThereAndThePublishedLawFarAway(double truth)
    {
        (SizeAmplitude slippage, SizeAmplitude shift) = SizeAmplitude.Fit(Small(new SquareRootLaw { Y = truth, LastingY = truth * SquareRootLaw.AverageOverPeak }, 40_000));

        foreach (SizeAmplitude fitted in new[] { slippage, shift })
        {
            Assert.InRange(fitted.At(LargestTraining / 2), 0.8 * truth, 1.25 * truth);
            double[] distances = [.. new[] { 1e-3, 1e-2, 1e-1, 1 }.Select(size => Math.Abs(fitted.At(size) - 1))];
            Assert.Equal(distances.OrderDescending(), distances);
            Assert.True(Math.Sign(fitted.At(1) - 1) == Math.Sign(truth - 1));
            Assert.InRange(distances[^1], 0, 0.55 * Math.Abs(truth - 1));
        }
    }

    [Fact]
    public void Fit_LargeOrdersToo_FollowsThem()
    {
        LawObservation[] rows = LawSamples.Observe(new SquareRootLaw { Y = 0.5, LastingY = 0.33 }, 20_000, 40, 0.5, 3);

        Assert.InRange(SizeAmplitude.Fit(rows).Slippage.At(0.1), 0.45, 0.55);
    }

    [Fact]
    public void Fit_FewNoisyOrders_StaysNearThePublishedLaw() =>
        Assert.InRange(SizeAmplitude.Fit(Small(new SquareRootLaw { Y = 5 }, 12)).Slippage.At(0.1), 0.8, 1.6);

    /// <summary>Whatever was measured, even impact that falls with size.</summary>
    [Fact]
    public void SlippageBps_GrowingSize_NeverFalls()
    {
        SeededRandom random = new(9);
        for (int trial = 0; trial < 30; trial++)
        {
            SizeAmplitude amplitude = SizeAmplitude.Of([.. Enumerable.Range(0, SizeAmplitude.KnotCount).Select(_ => 3 * random.NextNormal())]);
            LawInput order = LawSamples.Order(random);
            double before = 0;
            for (double size = 1e-9; size < 1e3; size *= 1.05)
            {
                double now = amplitude.SlippageBps(order with { AdvFraction = size });
                Assert.True(now >= before && double.IsFinite(now), $"{before} fell to {now} at {size}");
                before = now;
            }
        }
    }

    [Fact]
    public void SlippageBps_TwiceTheVolatility_IsTwiceAsMuch()
    {
        (SizeAmplitude fitted, _) = SizeAmplitude.Fit(Small(new SquareRootLaw { Y = 0.5 }, 5_000));
        SeededRandom random = new(2);
        for (int i = 0; i < 100; i++)
        {
            LawInput order = LawSamples.Order(random);
            Assert.Equal(2 * fitted.SlippageBps(order), fitted.SlippageBps(order with { DailyVolatility = 2 * order.DailyVolatility }), 1e-9);
        }
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        (SizeAmplitude fitted, _) = SizeAmplitude.Fit(Small(new SquareRootLaw { Y = 0.5 }, 5_000));
        SizeAmplitude read = SizeAmplitude.Read(Reader(fitted, out _));

        for (double size = 1e-7; size < 100; size *= 1.7)
            Assert.Equal(fitted.At(size), read.At(size));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Read_DamagedValue_SaysSo(double value)
    {
        BinaryReader reader = Reader(SizeAmplitude.Published, out byte[] bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), value);

        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => SizeAmplitude.Read(reader)).Message, StringComparison.Ordinal);
    }

    private static BinaryReader Reader(SizeAmplitude amplitude, out byte[] bytes)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        amplitude.Write(writer);
        bytes = stream.ToArray();
        return new BinaryReader(new MemoryStream(bytes));
    }

    private static IEnumerable<LawObservation> Small(IImpactLaw law, int count)
    {
        SeededRandom random = new(17);
        return LawSamples.Observe(law, count, 20, 0, 5).Select(row =>
        {
            LawInput order = row.Order with { AdvFraction = LargestTraining * Math.Pow(10, -2 * random.NextDouble()), Participation = 0.1 };
            double noiseBps = Math.Sqrt(order.HalfSpreadBps * order.HalfSpreadBps / 4 + 1e8 * order.DailyVolatility * order.DailyVolatility * order.HorizonDays / 12);
            return row with { Order = order, SlippageBps = law.SlippageBps(order) + noiseBps * random.NextNormal(), PriceShiftBps = law.PriceShiftBps(order) + 1.5 * noiseBps * random.NextNormal() };
        });
    }
}
