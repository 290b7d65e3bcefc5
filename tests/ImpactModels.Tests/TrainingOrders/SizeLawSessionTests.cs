using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class SizeLawSessionTests
{
    [Fact]
    public void Published_BetaOfOneFifth_FallsFromOne()
    {
        double[] published = [.. RelaxationProfile.Multiples.Select(RelaxationProfile.Published)];

        Assert.Equal(1, published[0], 1e-12);
        Assert.Equal(0.741, published[3], 1e-3); // 2^0.8 - 1
        Assert.Equal(published.OrderDescending(), published);
    }

    [Fact]
    public void Sum_Profiles_AddsShiftsAndOrders()
    {
        RelaxationProfile profile = new([2, 1, 1, 0, 0, 0], 4, 100);

        RelaxationProfile sum = RelaxationProfile.Sum([profile, profile with { ShiftSums = [4, 5, 0, 0, 0, 0], Orders = 1 }]);

        Assert.Equal(1, sum.Ratio(1)); // (1 + 5)/(2 + 4)
        Assert.Equal(5, sum.Orders);
        Assert.Equal(200, sum.SecondsSum);
    }

    [Fact]
    public void Add_BinsOfTwoSessions_FitAsOneSession()
    {
        SizeLawBins whole = new(), first = new(), second = new();
        for (int i = 0; i < 4_000; i++)
        {
            double size = Math.Pow(10, -5 + i % 40 * 0.05);
            double shift = 0.3 * Math.Sqrt(size) + (i % 2 == 0 ? 0.001 : -0.001);
            whole.Add(size, 0.001, shift);
            (i < 1_500 ? first : second).Add(size, 0.001, shift);
        }

        first.Add(second);

        SizeLawFit expected = SizeLawFit.To(whole)!, fit = SizeLawFit.To(first)!;
        Assert.Equal(expected.SizeExponent, fit.SizeExponent, 1e-9);
        Assert.Equal(expected.SizeCoefficient, fit.SizeCoefficient, 1e-9);
        Assert.Equal(expected.OrderCount, fit.OrderCount);
        Assert.Equal(0.5, fit.SizeExponent, 0.02);
    }
}
