using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class WalkForwardTests
{
    private static readonly DateOnly firstDay = new(2024, 3, 4);

    [Theory]
    [InlineData(3, 5, "1/1/1")]
    [InlineData(4, 5, "1/1/1 2/1/1")]
    [InlineData(10, 2, "4/2/2 6/2/2")]
    [InlineData(10, 9, "4/2/1 5/2/1 6/2/1 7/2/1")]
    [InlineData(29, 5, "13/4/2 14/5/2 16/5/3 18/6/2 20/6/3")]
    public void Steps_Days_GrowBeforeEachTest(int days, int stepsMax, string expected)
    {
        FoldPlan[] steps = [.. WalkForward.Steps(Days(days).Reverse(), stepsMax)];

        Assert.Equal(expected, string.Join(" ", steps.Select(step => string.Join("/", Days(days).Select(FoldPlan.EndOf).GroupBy(end => end <= step.TrainUntil ? 0 : end <= step.CalibrateUntil ? 1 : end <= step.TestUntil ? 2 : 3).Where(g => g.Key < 3).Select(g => g.Count())))));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(29)]
    public void Steps_OfOrdersWhoseLabelsCrossDays_NeverLearnFromWhatIsTested(int days)
    {
        LabelSpan[] spans = Spans(days);
        foreach (FoldPlan step in WalkForward.Steps(Days(days), 5))
        {
            LabelSpan[] test = [.. spans.Where(s => step.FoldOf(s.Start, s.End) == Fold.Test)];
            LabelSpan[] seen = [.. spans.Where(s => step.FoldOf(s.Start, s.End) is Fold.Train or Fold.Calibrate)];
            Assert.NotEmpty(test);
            Assert.NotEmpty(seen);
            Assert.DoesNotContain(test, t => seen.Any(s => s.Start <= t.End && t.Start <= s.End));
            Assert.True(seen.Max(s => s.End) < test.Min(t => t.Start));
        }
    }

    [Fact]
    public void Steps_TestBlocks_FollowEachOtherWithoutGap()
    {
        FoldPlan[] steps = [.. WalkForward.Steps(Days(29), 4)];

        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(pair.First.TestUntil, pair.Second.CalibrateUntil));
        Assert.Equal(FoldPlan.EndOf(Days(29)[^1]), steps[^1].TestUntil);
        Assert.Equal(new FoldPlan(steps[0].TrainUntil, steps[0].CalibrateUntil, steps[^1].TestUntil), WalkForward.Span([.. steps]));
    }

    [Fact]
    public void Steps_TwoDays_Throws() => Assert.Contains("2 days", Assert.Throws<ArgumentException>(() => WalkForward.Steps(Days(2), 5)).Message, StringComparison.Ordinal);

    private static DateOnly[] Days(int count) => [.. Enumerable.Range(0, count).Select(firstDay.AddDays)];

    /// <summary>Starts at any time of any day, lengths of hours: many cross the end of a day.</summary>
    private static LabelSpan[] Spans(int days)
    {
        SeededRandom random = new(5);
        Timestamp start = FoldPlan.EndOf(firstDay.AddDays(-1));
        return [.. Enumerable.Range(0, 1_500).Select(_ => start.AddSeconds(random.NextDouble() * days * 86_400)).Select(t => new LabelSpan(t, t.AddSeconds(random.NextExponential() * 20_000)))];
    }

    private readonly record struct LabelSpan(Timestamp Start, Timestamp End);
}
