using ImpactService.ImpactModels.Execution;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class AdmissibleFitTests
{
    private static readonly (double Q, double V, double T)[] orders =
        [.. from q in new[] { 0.01, 0.03, 0.1, 0.25 } from t in new[] { 0.05, 0.15, 0.45 } select (q, 0.9 * t, t)];

    [Theory]
    [InlineData(60, 30, 0.6)]
    [InlineData(10, 80, 0.25)]
    [InlineData(0, 12, 1)]
    public void Smooth_ObservationsOfSuchALaw_AreFittedExactly(double permanent, double temporary, double exponent)
    {
        FittedImpact<SmoothImpact> fit = AdmissibleFit.Smooth([.. orders.Select(o => new ImpactObservation(
            o.Q, o.V, o.T, 0.05, 3 + 0.5 * permanent * o.Q + temporary * Math.Pow(o.Q / o.V, exponent), permanent * o.Q))], 3);
        Assert.Equal(permanent, fit.Impact.PermanentBpsPerAdv, 0.01);
        Assert.Equal(temporary, fit.Impact.TemporaryBps, 0.02);
        Assert.Equal(exponent, fit.Impact.RateExponent, 1e-3);
        Assert.Equal(3, fit.ConstantBps, 0.01);
        Assert.InRange(fit.ErrorRmsBps, 0, 0.01);
    }

    [Fact]
    public void Smooth_SquareRootImpact_ReportsTheErrorThatIsLeft()
    {
        ImpactObservation[] observations = [.. orders.Select(o => new ImpactObservation(o.Q, o.V, o.T, 0.05, 2 + 130 * Math.Sqrt(o.Q), 130 * Math.Sqrt(o.Q)))];
        FittedImpact<SmoothImpact> fit = AdmissibleFit.Smooth(observations, 2);
        FittedImpact<SmoothImpact> linear = AdmissibleFit.Smooth(observations, 2, 1);
        Assert.Equal(1, linear.Impact.RateExponent);
        Assert.True(fit.ErrorRmsBps > 0.5 && fit.ErrorMaxBps >= fit.ErrorRmsBps);
        double[] errors = [.. observations.Select(o => fit.ConstantBps + 0.5 * fit.Impact.PermanentBpsPerAdv * o.AdvFraction + fit.Impact.TemporaryOf(o.AdvFraction, o.OtherAdv) - o.SlippageBps)];
        Assert.Equal(Math.Sqrt(errors.Average(e => e * e)), fit.ErrorRmsBps, 1e-9);
        Assert.Equal(errors.Max(Math.Abs), fit.ErrorMaxBps, 1e-9);
    }

    /// <summary>A cost that does not depend on speed must not look free at once: the square-root law's temporary part still grows with the rate of a slot.</summary>
    [Fact]
    public void Smooth_ImpactThatDoesNotDependOnTheHorizon_KeepsATemporaryCostAndGoesThroughTheOrder()
    {
        ImpactObservation[] observations = [.. orders.OrderBy(o => o.T).ThenBy(o => o.Q).Select(o => new ImpactObservation(o.Q, o.V, o.T, 0.05, 2 + 100 * Math.Sqrt(o.Q), 120 * Math.Sqrt(o.Q)))];
        FittedImpact<SmoothImpact> fit = AdmissibleFit.Smooth(observations, 2);
        ImpactObservation own = observations[^1];
        Assert.InRange(fit.Impact.RateExponent, 0.1, 0.5);
        Assert.Equal(own.PriceShiftBps, fit.Impact.PermanentBpsPerAdv * own.AdvFraction, 1e-9);
        Assert.Equal(40 * Math.Sqrt(own.AdvFraction), fit.Impact.TemporaryOf(own.AdvFraction, own.OtherAdv), 1e-9);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public void Resilient_ObservationsOfSuchABook_AreFittedExactly(double resilience)
    {
        FittedImpact<ResilientImpact> fit = AdmissibleFit.Resilient([.. orders.Select(o => new ImpactObservation(
            o.Q, o.V, o.T, 0.02,
            1 + 20 * o.Q + 150 * o.Q * ResilientImpact.OwnShare(resilience * o.T),
            40 * o.Q + 150 * o.Q * ResilientImpact.Decay(resilience * o.T) * Math.Exp(-resilience * 0.02)))], 1);
        Assert.Equal(resilience, fit.Impact.ResiliencePerDay, 0.01 * resilience);
        Assert.Equal(40, fit.Impact.PermanentBpsPerAdv, 0.5);
        Assert.Equal(150, fit.Impact.TransientBpsPerAdv, 1.5);
    }

    [Fact]
    public void Smooth_TooFewOrSenselessObservations_Throw()
    {
        ImpactObservation good = new(0.1, 0.1, 0.1, 0.05, 5, 5);
        Assert.Throws<ArgumentException>(() => AdmissibleFit.Smooth([good, good], 0));
        Assert.Throws<ArgumentException>(() => AdmissibleFit.Smooth([good, good, good with { SlippageBps = double.NaN }], 0));
    }
}
