using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class TraderCountSelectionTests
{
    private static readonly TraderCountOptions Options = new() { Grid = [2, 5, 20, 50], MinimumOrders = 200 };

    [Fact]
    public void Select_PersistentFlow_TakesTheSmallestPlausibleCount()
    {
        TraderCountChoice choice = new TraderCountSelection(Options).Select(Enumerable.Range(0, 4).Select(day => FlowMarkets.WithImpact((ulong)day)));

        Assert.Equal([2, 5, 20, 50], choice.Fits.Select(fit => fit.Traders));
        Assert.All(choice.Fits.Take(3), fit => Assert.InRange(fit.Law!.SizeExponent, 0.61, 1));
        Assert.InRange(choice.Fits[3].Law!.SizeExponent, 0.3, 0.6);
        Assert.True(choice.IsPlausible);
        Assert.Equal(50, choice.Traders);
    }

    [Fact]
    public void Select_NoPlausibleCount_TakesTheLeastLinearAndSaysSo()
    {
        TraderCountChoice choice = new TraderCountSelection(Options with { Grid = [2, 5, 20] }).Select(Enumerable.Range(0, 4).Select(day => FlowMarkets.WithImpact((ulong)day)));

        Assert.False(choice.IsPlausible);
        Assert.Equal(20, choice.Traders);
    }

    [Fact]
    public void Select_RandomWalkAndIndependentSigns_FindsNoLaw()
    {
        TraderCountChoice choice = new TraderCountSelection(Options).Select(Enumerable.Range(0, 4).Select(day => FlowMarkets.WithoutImpact((ulong)day)));

        Assert.False(choice.IsPlausible);
        Assert.Equal(new MetaorderOptions().Traders, choice.Traders);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(50)]
    public void Collect_RandomWalkAndIndependentSigns_LeavesNoAmplitude(int traders)
    {
        double real = Amplitude(traders, FlowMarkets.WithImpact);
        double control = Amplitude(traders, FlowMarkets.WithoutImpact);

        Assert.True(real > 0);
        Assert.InRange(Math.Abs(control) / real, 0, 0.05);
    }

    [Fact]
    public void Select_NoSessions_FallsBackToTheDefaultAndSaysSo()
    {
        TraderCountChoice choice = new TraderCountSelection(Options).Select([]);

        Assert.False(choice.IsPlausible);
        Assert.All(choice.Fits, fit => Assert.Null(fit.Law));
    }

    private static double Amplitude(int traders, Func<ulong, SessionScale> market)
    {
        var bins = new SizeLawBins();
        for (ulong day = 0; day < 8; day++)
            TraderCountSelection.Collect(new MetaorderGenerator(new MetaorderOptions { Traders = traders }), market(day), bins, labels => labels.PriceShiftLag0Bps);
        return bins.MeanShift;
    }
}
