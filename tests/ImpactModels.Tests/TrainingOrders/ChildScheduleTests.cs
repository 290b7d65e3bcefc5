using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class ChildScheduleTests
{
    private static readonly TradingSession Session = TapeBuilder.ShortDay.SessionOn(TapeBuilder.Date);

    [Theory]
    [InlineData(60, 4)]
    [InlineData(240, 4)]
    [InlineData(241, 5)]
    [InlineData(7_200, 120)]
    public void Of_Horizon_ReleasesAtLeastOneChildAMinute(double horizonSeconds, int count)
    {
        ChildOrder[] children = new ChildSchedule(Session, VolumeCurve.Uniform, new ProbeOptions()).Of(Session.Open, horizonSeconds).ToArray();

        Assert.Equal(count, children.Length);
        Assert.Equal(Session.Open, children[0].Time);
        Assert.Equal(1, children.Sum(child => child.Share), 9);
        for (int i = 1; i < count; i++)
            Assert.Equal(horizonSeconds / count, children[i].Time.SecondsSince(children[i - 1].Time), 5);
    }

    [Fact]
    public void Of_VolumeInOneHalf_GivesThatHalfTheLargerChildren()
    {
        double[] bins = [.. Enumerable.Repeat(1.0, SessionSummary.VolumeBinCount / 2), .. Enumerable.Repeat(3.0, SessionSummary.VolumeBinCount / 2)];
        VolumeCurve curve = VolumeCurve.From([new SessionSummary(TapeBuilder.Date, 1, 1, 1, 1, 100, bins)]);

        ChildOrder[] children = new ChildSchedule(Session, curve, new ProbeOptions()).Of(Session.Open, 7_200).ToArray();

        Assert.Equal(curve.Fraction(0, 0.5), children.Take(60).Sum(child => child.Share), 9);
        Assert.True(children[^1].Share > 1.5 * children[0].Share);
        Assert.Equal(1, children.Sum(child => child.Share), 9);
    }
}
