using ImpactService.ImpactModels.Laws;
using Xunit.Abstractions;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class LawCalibrationTests(ITestOutputHelper output)
{
    public static TheoryData<LawKind> Kinds => [.. ImpactLaws.Kinds];

    public static TheoryData<LawKind> SizedKinds => [.. ImpactLaws.Kinds.Where(kind => kind != LawKind.Constant)];

    /// <summary>Truth within four standard errors or a small absolute slack, for data drawn from the law itself.</summary>
    [Theory]
    [MemberData(nameof(SizedKinds))]
    public void Fit_DataOfTheLaw_FindsItsParameters(LawKind kind)
    {
        IImpactLaw truth = LawSamples.Odd(kind);
        FittedLaw fitted = LawCalibration.Fit(kind, LawSamples.Observe(truth, 20_000, 40, 0.5, 3));
        Assert.Null(fitted.FallbackReason);
        foreach (LawParameter p in fitted.Parameters)
        {
            double expected = LawSamples.Parameter(truth, p.Name);
            output.WriteLine($"{p.Name}: {p.Value:F4} ± {p.StandardError:F4}, truth {expected}");
            Assert.True(p.StandardError > 0);
            Assert.InRange(p.Value, expected - 4 * p.StandardError - 0.01, expected + 4 * p.StandardError + 0.01);
        }
    }

    [Theory]
    [MemberData(nameof(SizedKinds))]
    public void Fit_DataOfTheLaw_PredictsItsCosts(LawKind kind)
    {
        IImpactLaw truth = LawSamples.Odd(kind);
        IImpactLaw fitted = LawCalibration.Fit(kind, LawSamples.Observe(truth, 20_000, 40, 0.5, 4)).Law;
        LawInput order = new(0.01, 0.05, 0.2, 0.02, 2, 1, 200);
        Assert.Equal(truth.SlippageBps(order), fitted.SlippageBps(order), 0.06 * truth.SlippageBps(order));
        Assert.Equal(truth.PriceShiftBps(order), fitted.PriceShiftBps(order), 0.08 * truth.PriceShiftBps(order) + 0.3);
    }

    [Fact]
    public void Fit_ConstantLaw_IsTheWeightedMean()
    {
        LawInput order = new(0.01, 0.1, 0.1, 0.02, 1, 1);
        LawObservation[] rows = [new(order, 4, 10, 1, 0), new(order, 8, double.NaN, 3, 1), new(order, double.NaN, 5, 1, 1)];
        FittedLaw fitted = LawCalibration.Fit(LawKind.Constant, rows);
        ConstantLaw law = Assert.IsType<ConstantLaw>(fitted.Law);
        Assert.Equal(7, law.MeanSlippageBps, 1e-12);
        Assert.Equal(10, law.MeanPriceShiftBps, 1e-12);
        Assert.Equal(2, fitted.RowCount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_NoRows_IsThePublishedLawAndSaysSo(LawKind kind)
    {
        FittedLaw fitted = LawCalibration.Fit(kind, []);
        Assert.True(fitted.IsPublished);
        Assert.NotEmpty(fitted.FallbackReason!);
        Assert.Equal(ImpactLaws.Published(kind), fitted.Law);
    }

    [Theory]
    [MemberData(nameof(SizedKinds))]
    public void Fit_OneSize_IsThePublishedLawAndSaysSo(LawKind kind)
    {
        LawObservation[] rows = [.. LawSamples.Observe(new SquareRootLaw(), 500, 5, 1, 1).Select(r => r with { Order = r.Order with { AdvFraction = 0.01 } })];
        FittedLaw fitted = LawCalibration.Fit(kind, rows);
        Assert.Contains("one size", fitted.FallbackReason);
        Assert.Equal(ImpactLaws.Published(kind), fitted.Law);
    }

    [Theory]
    [MemberData(nameof(SizedKinds))]
    public void Fit_OutcomesWithoutVariance_IsThePublishedLawAndSaysSo(LawKind kind)
    {
        LawObservation[] rows = [.. LawSamples.Observe(new SquareRootLaw(), 500, 5, 1, 1).Select(r => r with { SlippageBps = r.Order.SpreadCostBps })];
        Assert.Contains("do not vary", LawCalibration.Fit(kind, rows).FallbackReason);
    }

    [Theory]
    [MemberData(nameof(SizedKinds))]
    public void Fit_UnusableRows_AreLeftOut(LawKind kind)
    {
        LawObservation[] rows = LawSamples.Observe(LawSamples.Odd(kind), 2000, 8, 0.5, 6);
        LawObservation first = rows[0];
        LawObservation[] bad =
        [
            first with { SlippageBps = double.NaN }, first with { Weight = 0 }, first with { Order = first.Order with { DailyVolatility = double.NaN } },
            first with { Order = first.Order with { AdvFraction = -1 } }, first with { Order = first.Order with { HalfSpreadBps = double.NaN } },
            first with { Order = first.Order with { HorizonDays = double.PositiveInfinity } }, first with { Order = first.Order with { TakerFraction = 2 } },
        ];
        FittedLaw plain = LawCalibration.Fit(kind, rows);
        FittedLaw dirty = LawCalibration.Fit(kind, [.. rows, .. bad]);
        Assert.Equal(2000, dirty.RowCount);
        Assert.Equal(plain.Law, dirty.Law);
    }

    [Theory]
    [MemberData(nameof(SizedKinds))]
    public void Fit_FewOrHugeOutcomes_IsFinite(LawKind kind)
    {
        foreach (double factor in new[] { 1, 1e-9, 1e12 })
        {
            foreach (int count in new[] { 10, 30 })
            {
                LawObservation[] rows = [.. LawSamples.Observe(new SquareRootLaw(), count, 2, 1, 9)
                    .Select(r => r with { SlippageBps = factor * r.SlippageBps, PriceShiftBps = double.NaN })];
                FittedLaw fitted = LawCalibration.Fit(kind, rows);
                LawInput order = new(0.02, 0.1, 0.1, 0.02, 1, 1);
                Assert.True(double.IsFinite(fitted.Law.SlippageBps(order)));
                Assert.All(fitted.Parameters, p => Assert.True(double.IsFinite(p.Value) && double.IsFinite(p.StandardError), $"{p}"));
            }
        }
    }

    /// <summary>Ten rows of noise must not move the law far from what is published.</summary>
    [Fact]
    public void Fit_LittleEvidence_StaysNearThePublishedValues()
    {
        FittedLaw fitted = LawCalibration.Fit(LawKind.Power, LawSamples.Observe(new PowerLaw(), 12, 1, 5, 2));
        PowerLaw law = Assert.IsType<PowerLaw>(fitted.Law);
        Assert.InRange(law.Slippage.Exponent, 0.2, 0.8);
        Assert.InRange(law.SlippageSpread.TakerRatio, -0.5, 2.5);
    }

    /// <summary>Days with a common shock: the error by day is much larger than one from independent rows would be.</summary>
    [Fact]
    public void Fit_DaysWithACommonShock_HasTheErrorOfDays()
    {
        LawObservation[] plain = LawSamples.Observe(new SquareRootLaw(), 6000, 12, 0.3, 8);
        double[] shocks = [.. Enumerable.Range(0, 12).Select(d => Math.Cos(d * 2.4))];
        LawObservation[] shocked = [.. plain.Select(r => r with { SlippageBps = r.SlippageBps + 0.5 * shocks[r.Block] * SquareRootBps(r) })];
        double independent = LawCalibration.Fit(LawKind.SquareRoot, plain).Parameters[0].StandardError;
        double clustered = LawCalibration.Fit(LawKind.SquareRoot, shocked).Parameters[0].StandardError;
        Assert.True(clustered > 3 * independent, $"{clustered} against {independent}");
    }

    private static double SquareRootBps(LawObservation row) => new SquareRootLaw().PeakBps(row.Order);
}
