using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class FoldPlanTests
{
    private static readonly DateOnly FirstDay = new(2024, 3, 4);

    [Theory]
    [InlineData(3, 1, 1, 1)]
    [InlineData(4, 2, 1, 1)]
    [InlineData(10, 6, 2, 2)]
    [InlineData(30, 18, 6, 6)]
    public void ByShare_Days_AreSplitInOrder(int days, int train, int calibrate, int test)
    {
        FoldPlan plan = FoldPlan.ByShare(Enumerable.Range(0, days).Select(FirstDay.AddDays).Reverse());

        Assert.Equal(FoldPlan.EndOf(FirstDay.AddDays(train - 1)), plan.TrainUntil);
        Assert.Equal(FoldPlan.EndOf(FirstDay.AddDays(train + calibrate - 1)), plan.CalibrateUntil);
        Assert.Equal(FoldPlan.EndOf(FirstDay.AddDays(train + calibrate + test - 1)), plan.TestUntil);
    }

    [Fact]
    public void ByShare_TwoDays_Throws() => Assert.Throws<ArgumentException>(() => FoldPlan.ByShare([FirstDay, FirstDay.AddDays(1)]));

    [Fact]
    public void FoldOf_AnyTwoOrdersOfDifferentFolds_HaveDisjointLabelSpans()
    {
        FoldPlan plan = FoldPlan.ByShare(Enumerable.Range(0, 9).Select(FirstDay.AddDays));
        var random = new SeededRandom(11);
        var spans = Enumerable.Range(0, 2_000)
            .Select(_ => FoldPlan.EndOf(FirstDay.AddDays(-1)).AddSeconds(random.NextDouble() * 9 * 86_400))
            .Select(start => (Start: start, End: start.AddSeconds(random.NextExponential() * 20_000)))
            .Select(span => (span.Start, span.End, Fold: plan.FoldOf(span.Start, span.End)))
            .ToArray();

        Assert.True(spans.Max(s => s.Fold == Fold.Train ? s.End : Timestamp.MinValue) < spans.Min(s => s.Fold == Fold.Calibrate ? s.Start : Timestamp.MaxValue));
        Assert.True(spans.Max(s => s.Fold == Fold.Calibrate ? s.End : Timestamp.MinValue) < spans.Min(s => s.Fold == Fold.Test ? s.Start : Timestamp.MaxValue));
        Assert.Contains(spans, s => s.Fold == Fold.Purged);
    }

    [Fact]
    public void FoldOf_LabelThatEndsOnTheBoundary_IsPurged() // the boundary instant belongs to the next fold
    {
        FoldPlan plan = FoldPlan.ByShare(Enumerable.Range(0, 3).Select(FirstDay.AddDays));

        Assert.Equal(Fold.Purged, plan.FoldOf(plan.TrainUntil.AddSeconds(-60), plan.TrainUntil));
        Assert.Equal(Fold.Train, plan.FoldOf(plan.TrainUntil.AddSeconds(-60), plan.TrainUntil.AddSeconds(-1)));
    }
}
