using ImpactService.ImpactModels.Learners;

namespace ImpactService.Tests.ImpactModels.Learners;

public sealed class SmoothedPinballTests
{
    [Theory]
    [InlineData(0.1, 2, 0.2)]
    [InlineData(0.1, -2, 1.8)]
    [InlineData(0.9, 0.5, 0.45)]
    [InlineData(0.5, 0, 0.0625)] // h/4
    public void Loss_TypedOut(double level, double z, double expected) => Assert.Equal(expected, new SmoothedPinball(level, 0.25).Loss(z), 1e-12);

    /// <summary>The loss is the mean of plain pinball loss over z ± h.</summary>
    [Fact]
    public void Loss_Anywhere_IsTheMeanOfPinballLoss()
    {
        var loss = new SmoothedPinball(0.2, 0.5);
        for (double z = -1; z <= 1; z += 0.05)
        {
            const int Points = 20_000;
            double sum = 0;
            for (int i = 0; i < Points; i++)
            {
                double at = z + ((i + 0.5) / Points * 2 - 1) * loss.HalfWidth;
                sum += Math.Max(0.2 * at, -0.8 * at);
            }

            Assert.Equal(sum / Points, loss.Loss(z), 1e-7);
        }
    }

    [Fact]
    public void Slope_Anywhere_IsTheFiniteDifference()
    {
        const double Step = 1e-6;
        var loss = new SmoothedPinball(0.975, 0.3);
        for (double z = -1.01; z <= 1; z += 0.07)
        {
            Assert.Equal((loss.Loss(z + Step) - loss.Loss(z - Step)) / (2 * Step), loss.Slope(z), 1e-6);
            double bent = (loss.Slope(z + Step) - loss.Slope(z - Step)) / (2 * Step);
            Assert.Equal(loss.IsCurved(z) ? loss.Curvature : 0, bent, 1e-5);
        }
    }
}
