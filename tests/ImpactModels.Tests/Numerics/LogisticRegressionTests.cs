using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class LogisticRegressionTests
{
    private const int Terms = 4;

    private static readonly double[] truth = [-0.5, 1.2, -0.8, 0.4];

    private static readonly double[] free = [.. Enumerable.Repeat(double.NegativeInfinity, Terms)];

    private static readonly double[] weakPrior = [.. Enumerable.Repeat(1e-3, Terms)];

    private static (double[] Rows, bool[] Outcomes, double[] Weights) Sample(int n, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] rows = [.. Enumerable.Range(0, n * Terms).Select(i => i % Terms == 0 ? 1 : random.NextNormal())];
        bool[] outcomes = [.. Enumerable.Range(0, n).Select(i => random.NextDouble() < LogisticRegression.Probability(Score(rows, i, truth)))];
        return (rows, outcomes, [.. Enumerable.Range(0, n).Select(_ => 0.5 + random.NextDouble())]);
    }

    private static double Score(double[] rows, int i, double[] beta) => Enumerable.Range(0, Terms).Sum(k => rows[i * Terms + k] * beta[k]);

    [Fact]
    public void Fit_KnownScores_FindsThem()
    {
        (double[] rows, bool[] outcomes, double[] weights) = Sample(20_000, 1);

        double[] beta = LogisticRegression.Fit(rows, outcomes, weights, weakPrior, free);

        for (int k = 0; k < Terms; k++)
            Assert.Equal(truth[k], beta[k], 0.08);
    }

    [Fact]
    public void Fit_AtTheAnswer_HasNoGradient()
    {
        (double[] rows, bool[] outcomes, double[] weights) = Sample(500, 2);
        double[] prior = [0.1, 2, 3, 4];

        double[] beta = LogisticRegression.Fit(rows, outcomes, weights, prior, free);

        for (int k = 0; k < Terms; k++)
        {
            double gradient = prior[k] * beta[k] + Enumerable.Range(0, outcomes.Length).Sum(i => weights[i] * rows[i * Terms + k] * (LogisticRegression.Probability(Score(rows, i, beta)) - (outcomes[i] ? 1 : 0)));
            Assert.Equal(0, gradient, 1e-6);
        }
    }

    [Fact]
    public void Fit_BoundAgainstTheData_StopsAtIt()
    {
        (double[] rows, bool[] outcomes, double[] weights) = Sample(2_000, 3);
        double[] lower = [double.NegativeInfinity, 0, 0, 0];

        double[] beta = LogisticRegression.Fit(rows, outcomes, weights, weakPrior, lower);

        Assert.Equal(0, beta[2]); // its truth is -0.8
        Assert.True(beta[1] > 0.8 && beta[3] > 0.1);
    }

    [Fact]
    public void Fit_SeparableOutcomes_StaysFinite()
    {
        double[] rows = [.. Enumerable.Range(0, 400).SelectMany(i => new[] { 1.0, i - 199.5, 0, 0 })];

        double[] beta = LogisticRegression.Fit(rows, [.. Enumerable.Range(0, 400).Select(i => i >= 200)], [.. Enumerable.Repeat(1.0, 400)], [0.01, 1, 1, 1], free);

        Assert.All(beta, b => Assert.True(double.IsFinite(b)));
        Assert.True(LogisticRegression.Probability(Score(rows, 399, beta)) > 0.999);
        Assert.Equal(0, beta[2]);
    }

    [Fact]
    public void Fit_NoRows_IsThePrior() => Assert.All(LogisticRegression.Fit([], [], [], weakPrior, free), b => Assert.Equal(0, b));

    [Fact]
    public void Fit_LengthsThatDoNotFit_Throws() => Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([1, 2], [true], [1, 1], weakPrior, free));
}
