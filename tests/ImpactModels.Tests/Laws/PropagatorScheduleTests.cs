using ImpactService.ImpactModels.Laws;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class PropagatorScheduleTests
{
    private static readonly PropagatorLaw law = new() { Y = 0.8, RateExponent = 0.6, DecayExponent = 0.3 };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void CostBps_ConstantRate_IsTheClosedForm(int steps)
    {
        double[] schedule = new double[steps];
        Array.Fill(schedule, 0.04 / steps);
        LawInput order = new(0.04, 0.1, 0.5, 0.02, 0, 1);
        Assert.Equal(law.SlippageBps(order), PropagatorSchedule.CostBps(law, schedule, 0.5 / steps, 0.02), 1e-9);
    }

    [Fact]
    public void PathBps_ConstantRateThenNothing_PeaksAndRelaxesAsTheClosedForm()
    {
        double[] schedule = [.. Enumerable.Repeat(0.001, 40), .. Enumerable.Repeat(0.0, 60)];
        double[] path = new double[100];
        PropagatorSchedule.PathBps(law, schedule, 0.01, 0.02, path);
        double peak = law.PeakBps(new LawInput(0.04, 0.1, 0.4, 0.02, 0, 1));
        Assert.Equal(peak, path[39], 1e-9);
        for (int k = 0; k < 100; k++)
            Assert.Equal(peak * law.Relaxation((k + 1) / 40.0), path[k], 1e-9);
    }

    [Fact]
    public void CostBps_RoundTrips_OnAnAdmissibleLawNeverEarn()
    {
        PropagatorLaw admissible = new() { RateExponent = 1, DecayExponent = 0.4 };
        Assert.True(admissible.IsAdmissible);
        Assert.False(law.IsAdmissible);
        double[][] roundTrips = [[1, -1], [3, -1, -1, -1], [1, 1, 1, -3], [1, 0, 0, 0, 0, -1], [2, -3, 1]];
        foreach (double[] trip in roundTrips)
            Assert.True(PropagatorSchedule.CostBps(admissible, [.. trip.Select(q => 0.01 * q)], 0.1, 0.02) > 0);
    }

    [Fact]
    public void CostBps_SlowInFastOutOnAConcaveLawWithSlowDecay_CanEarn()
    {
        PropagatorLaw concave = new() { RateExponent = 0.3, DecayExponent = 0.1 };
        double[] trip = [.. Enumerable.Repeat(0.001, 50), -0.05];
        Assert.True(PropagatorSchedule.CostBps(concave, trip, 0.01, 0.02) < 0);
    }

    [Fact]
    public void PathBps_BadStep_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PropagatorSchedule.PathBps(law, [0.1], double.NaN, 0.02, new double[1]));

    [Fact]
    public void DecayFromSignAutocorrelation_OfOneHalf_IsOneQuarter() => Assert.Equal(0.25, PropagatorLaw.DecayFromSignAutocorrelation(0.5));
}
