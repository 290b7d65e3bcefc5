using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class DecayedTimeMeanTests
{
    [Fact]
    public void Mean_BeforeTimePassed_IsMissing() => Assert.True(double.IsNaN(new DecayedTimeMean(10).Mean));

    [Fact]
    public void Mean_ConstantValue_IsTheValue()
    {
        var mean = new DecayedTimeMean(10);
        mean.Advance(3, 7);
        mean.Advance(1e-6, 7);

        Assert.Equal(7, mean.Mean, 12);
    }

    [Fact]
    public void Mean_StepOneHalfLifeAgo_WeighsTheNewValueAsMuchAsTheWholePast()
    {
        var mean = new DecayedTimeMean(10);
        mean.Advance(1e9, 2);
        mean.Advance(10, 6);

        Assert.Equal(4, mean.Mean, 9);
    }

    [Fact]
    public void Mean_UnknownStretch_LeavesItsTimeOut()
    {
        var mean = new DecayedTimeMean(10);
        mean.Advance(5, 2);
        mean.Advance(50, double.NaN);

        Assert.Equal(2, mean.Mean, 12);
    }
}
