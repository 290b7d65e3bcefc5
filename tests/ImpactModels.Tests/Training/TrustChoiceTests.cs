using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class TrustChoiceTests
{
    [Fact]
    public void Choose_DaysAgree_TakesTheBestWeightTimesItsDays() => Assert.Equal(0.5 * 4 / 5, Trust(0, [1, 1.2, 0.9, 1.1]), 1e-12);

    [Fact]
    public void Choose_OneDayMadeTheGain_TakesNone() => Assert.Equal(0, Trust(0, [-0.5, 6, -0.4, -0.6]));

    [Fact]
    public void Choose_LearnerLoses_TakesNone() => Assert.Equal(0, Trust(0, [-1, -1.2, -0.9, -1.1]));

    [Fact]
    public void Choose_OneDay_BelievesHalfOfIt() => Assert.Equal(0.25, Trust(0, [1]), 1e-12);

    [Fact]
    public void Choose_OneWeightGiven_IsTaken() => Assert.Equal(0.75 * 4 / 5, Trust(0.75, [-1, 1, -1, 1]), 1e-12);

    [Fact]
    public void Choose_OtherRanges_AreNotTouched()
    {
        TrustChoice choice = new([0, 1]);
        choice.LossesOf(2, 7)[0] = 1;

        Assert.Equal([0, 0, 0.5, 0], choice.Choose().Weights.AsEnumerable());
    }

    /// <summary>Gains of the days at weight ½; at 1 half as much.</summary>
    private static double Trust(double least, double[] gains)
    {
        TrustChoice choice = new(least == 0 ? [0, 0.5, 1] : [least]);
        for (int day = 0; day < gains.Length; day++)
        {
            double[] losses = choice.LossesOf(0, day);
            losses[0] += 10;
            if (least == 0)
                (losses[1], losses[2]) = (10 - gains[day], 10 - gains[day] / 2);
        }

        return choice.Choose().Weights[0];
    }
}
