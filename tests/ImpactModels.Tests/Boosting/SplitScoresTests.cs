using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class SplitScoresTests
{
    private const int Levels = QuantileLevels.Count;

    /// <summary>When the quantiles are right, a rank has the probability between its two levels.</summary>
    private static double Probability(int rank) => (rank == Levels ? 1 : QuantileLevels.All[rank]) - (rank == 0 ? 0 : QuantileLevels.All[rank - 1]);

    private static double Mean(Func<int, double> score) => Enumerable.Range(0, Levels + 1).Sum(rank => Probability(rank) * score(rank));

    [Fact]
    public void Scores_RightQuantiles_HaveMeanZeroAboutUnitVarianceAndNoCorrelation()
    {
        double[] location = SplitScores.Location.ToArray();
        double[] scale = SplitScores.Scale.ToArray();
        Assert.Equal(0, Mean(rank => location[rank]), 1e-12);
        Assert.Equal(0, Mean(rank => scale[rank]), 1e-12);
        Assert.Equal(1, Mean(rank => location[rank] * location[rank]), 0.02);
        Assert.Equal(1, Mean(rank => scale[rank] * scale[rank]), 0.05);
        Assert.Equal(0, Mean(rank => location[rank] * scale[rank]), 1e-12);
    }

    [Fact]
    public void Scores_AnyRank_StayBelowTheLargest()
    {
        for (int rank = 0; rank <= Levels; rank++)
        {
            Assert.InRange(Math.Abs(SplitScores.Location[rank]), 0, SplitScores.Largest);
            Assert.InRange(Math.Abs(SplitScores.Scale[rank]), 0, SplitScores.Largest);
        }
    }

    [Fact]
    public void Location_HigherTarget_AsksToMoveUp()
    {
        double[] location = SplitScores.Location.ToArray();
        Assert.Equal(location.Order(), location);
        Assert.True(location[0] < 0 && location[Levels] > 0);
    }

    [Fact]
    public void Scale_TargetInATail_AsksToMoveApart()
    {
        ReadOnlySpan<double> scale = SplitScores.Scale;
        Assert.True(scale[0] > 0 && scale[Levels] > 0 && scale[QuantileLevels.MedianIndex] < 0);
        for (int rank = 0; rank <= Levels; rank++)
            Assert.Equal(scale[rank], scale[Levels - rank], 1e-12);
    }

    /// <summary>The scores are those of the Brownian bridge: the gradients' covariance min(τ, τ′) − ττ′ maps the sine of a level to itself, times 1/(kπ)².</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Scores_AreEigenfunctionsOfTheGradients(int k)
    {
        const int steps = 4_000;
        foreach (double tau in QuantileLevels.All)
        {
            double integral = 0;
            for (int i = 0; i < steps; i++)
            {
                double other = (i + 0.5) / steps;
                integral += (Math.Min(tau, other) - tau * other) * Math.Sin(k * Math.PI * other) / steps;
            }

            Assert.Equal(Math.Sin(k * Math.PI * tau) / (k * Math.PI * k * Math.PI), integral, 1e-6);
        }
    }
}
