using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class ParametricModelTests
{
    private static readonly IImpactLaw truth = LawSamples.Odd(LawKind.Power);

    private static readonly LawObservation[] train = LawSamples.Observe(truth, 12_000, 60, 1, 21);

    private static readonly ParametricModel model = ParametricModel.Fit(LawKind.Power, train, ResidualCentring.Law);

    [Fact]
    public void Slippage_CentredOnTheLaw_HasItsMean()
    {
        SeededRandom random = new(1);
        for (int i = 0; i < 500; i++)
        {
            LawInput order = LawSamples.Order(random);
            double scale = model.SlippageResidual.Scale.SlippageBps(order);
            Assert.Equal(model.Law.SlippageBps(order), model.Slippage(order).MeanBps, 0.002 * scale + 1e-9);
            Assert.Equal(model.Law.PriceShiftBps(order), model.PriceShift(order).MeanBps, 0.004 * scale + 1e-9);
        }
    }

    [Fact]
    public void Curve_LargerOrder_IsHigherAtEveryLevel()
    {
        SeededRandom random = new(2);
        double[] small = new double[QuantileLevels.Count];
        double[] large = new double[QuantileLevels.Count];
        foreach (LawKind kind in ImpactLaws.Kinds)
        {
            ParametricModel fitted = ParametricModel.Fit(kind, train.AsSpan(0, 1000).ToArray(), ResidualCentring.Observed);
            for (int i = 0; i < 300; i++)
            {
                LawInput order = LawSamples.Order(random);
                LawInput bigger = order with { AdvFraction = 3 * order.AdvFraction, Participation = Math.Min(1, 3 * order.Participation) };
                fitted.SlippageCurve(order, small);
                fitted.SlippageCurve(bigger, large);
                for (int k = 0; k < small.Length; k++)
                    Assert.True(large[k] >= small[k], $"{kind} level {k}: {small[k]} → {large[k]}");
            }
        }
    }

    [Fact]
    public void Curve_AnyOrder_NeverCrossesAndIsFinite()
    {
        SeededRandom random = new(3);
        double[] curve = new double[QuantileLevels.Count];
        foreach (ParametricModel m in new[] { model, ParametricModel.Published(LawKind.SquareRoot) })
        {
            for (int i = 0; i < 2000; i++)
            {
                LawInput order = LawSamples.Order(random) with { HalfSpreadBps = i % 7 == 0 ? 0 : Math.Pow(10, 8 * random.NextDouble() - 4) };
                m.SlippageCurve(order, curve);
                AssertOrdered(curve);
                m.PriceShiftCurve(order with { HorizonDays = 0, AdvFraction = 1e6 }, curve);
                AssertOrdered(curve);
            }
        }
    }

    [Fact]
    public void Fit_DataOfAKnownLaw_CoversFreshOrders()
    {
        LawObservation[] test = LawSamples.Observe(truth, 8000, 60, 1, 22);
        foreach (CentralInterval interval in CentralInterval.Reported)
        {
            double[] curve = new double[QuantileLevels.Count];
            int slippage = 0;
            int priceShift = 0;
            int priceShiftRows = 0;
            foreach (LawObservation row in test)
            {
                model.SlippageCurve(row.Order, curve);
                slippage += interval.Covers(curve, row.SlippageBps) ? 1 : 0;
                model.PriceShiftCurve(row.Order, curve);
                priceShift += interval.Covers(curve, row.PriceShiftBps) ? 1 : 0;
                priceShiftRows += double.IsNaN(row.PriceShiftBps) ? 0 : 1;
            }

            Assert.Equal(interval.NominalCoverage, slippage / (double)test.Length, 0.02);
            Assert.Equal(interval.NominalCoverage, priceShift / (double)priceShiftRows, 0.03);
        }
    }

    [Fact]
    public void Fit_NoRows_IsThePublishedLawWithTimingRisk()
    {
        ParametricModel empty = ParametricModel.Fit(LawKind.Almgren, [], ResidualCentring.Law);
        LawInput order = new(0.01, 0.1, 0.25, 0.02, 0, 1);
        CostDistribution d = empty.Slippage(order);
        Assert.Equal(new AlmgrenLaw().SlippageBps(order), d.MeanBps, 0.1);
        Assert.Equal(200 * Math.Sqrt(0.25 / 3), d.StandardDeviationBps, 2.0);
    }

    [Fact]
    public void Fit_FewRows_IsFiniteAndOrdered()
    {
        double[] curve = new double[QuantileLevels.Count];
        foreach (int count in new[] { 1, 2, 5, 25 })
        {
            ParametricModel few = ParametricModel.Fit(LawKind.Power, train.AsSpan(0, count).ToArray(), ResidualCentring.Law);
            few.SlippageCurve(new LawInput(0.01, 0.1, 0, 0.02, 1, 0.5), curve);
            AssertOrdered(curve);
        }
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameCurvesBitForBit()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        model.Write(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        ParametricModel read = ParametricModel.Read(reader);
        Assert.Equal(stream.Length, stream.Position);
        SeededRandom random = new(4);
        for (int i = 0; i < 100; i++)
        {
            LawInput order = LawSamples.Order(random);
            Assert.Equal(model.Slippage(order).QuantileBps(0.9), read.Slippage(order).QuantileBps(0.9));
            Assert.Equal(model.PriceShift(order).MeanBps, read.PriceShift(order).MeanBps);
        }
    }

    /// <summary>Residuals that differ by the noise/spread ratio: a table must beat the pooled curve, else it is not a table.</summary>
    [Fact]
    public void Fit_NoiseThatChangesShapeWithTheRatio_IsFollowed()
    {
        SeededRandom random = new(5);
        LawObservation[] rows = new LawObservation[8000];
        for (int i = 0; i < rows.Length; i++)
        {
            LawInput order = LawSamples.Order(random) with { TakerFraction = 1 };
            double scale = Math.Sqrt(order.HalfSpreadBps * order.HalfSpreadBps + Math.Pow(1e4 * order.DailyVolatility, 2) * order.HorizonDays / 3);
            bool quiet = 1e4 * order.DailyVolatility * Math.Sqrt(order.HorizonDays) < 3 * order.HalfSpreadBps;
            double noise = quiet ? (random.NextDouble() < 0.9 ? 0 : 4 * random.NextExponential()) : random.NextNormal();
            rows[i] = new LawObservation(order, order.SpreadCostBps + scale * noise, double.NaN, 1, i % 40);
        }

        ParametricModel fitted = ParametricModel.Fit(new PowerLaw { Slippage = default, PriceShift = default }, rows, ResidualCentring.Observed);
        CostDistribution quietOrder = fitted.Slippage(new LawInput(0.001, 0.01, 1e-3, 0.01, 4, 1));
        CostDistribution noisyOrder = fitted.Slippage(new LawInput(0.001, 0.01, 0.5, 0.03, 0.5, 1));
        Assert.True(quietOrder.QuantileBps(0.6) - quietOrder.QuantileBps(0.3) < 0.3 * 4);
        Assert.Equal(1.349, (noisyOrder.QuantileBps(0.75) - noisyOrder.QuantileBps(0.25)) / (300 * Math.Sqrt(0.5 / 3)), 0.2);
    }

    private static void AssertOrdered(double[] curve)
    {
        Assert.True(double.IsFinite(curve[0]));
        for (int k = 1; k < curve.Length; k++)
            Assert.True(curve[k] >= curve[k - 1] && double.IsFinite(curve[k]));
    }
}
