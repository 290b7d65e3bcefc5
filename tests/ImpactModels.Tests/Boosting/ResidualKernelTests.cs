using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.Oracles.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class ResidualKernelTests
{
    private const int Levels = QuantileLevels.Count;

    [Fact]
    public void MoveAndRank_VectorAndScalar_SameBits()
    {
        var random = new SeededRandom(1);
        for (int i = 0; i < 2_000; i++)
        {
            float[] byVector = Draw(random);
            float[] byScalar = [.. byVector];
            float[] step = i % 5 == 0 ? [.. byVector] : Draw(random);
            Assert.Equal(ResidualKernel.MoveAndRankScalar(byScalar, step), ResidualKernel.MoveAndRankVector(byVector, step));
            Assert.Equal(byScalar.Select(BitConverter.SingleToInt32Bits), byVector.Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(ResidualKernel.PinballScalar(byScalar), ResidualKernel.PinballVector(byVector));
        }
    }

    [Fact]
    public void MoveAndRank_SortedCurve_CountsQuantilesBelowTheTarget()
    {
        float[] residuals = [.. Enumerable.Range(0, Levels).Select(level => 5.5f - level)];
        Assert.Equal(6, ResidualKernel.MoveAndRank(residuals, new float[Levels]));
        float[] step = new float[Levels];
        Array.Fill(step, 100f);
        Assert.Equal(0, ResidualKernel.MoveAndRank(residuals, step));
        Array.Fill(step, -300f);
        Assert.Equal(Levels, ResidualKernel.MoveAndRank(residuals, step));
    }

    /// <summary>Typed out: a residual of 2 costs 2τ, one of −2 costs 2(1 − τ), 0 costs nothing.</summary>
    [Theory]
    [InlineData(0, 2.0, 0.02)]
    [InlineData(0, -2.0, 1.98)]
    [InlineData(8, 2.0, 1.0)]
    [InlineData(8, -2.0, 1.0)]
    [InlineData(16, 2.0, 1.98)]
    [InlineData(16, -2.0, 0.02)]
    [InlineData(5, 0.0, 0.0)]
    public void Pinball_OneResidual_CostsAsTyped(int level, double residual, double expected)
    {
        float[] residuals = new float[Levels];
        residuals[level] = (float)residual;
        Assert.Equal(expected / Levels, ResidualKernel.Pinball(residuals), 1e-6);
    }

    [Fact]
    public void Pinball_AnyResiduals_IsTheMeanOfTheNaiveTwins()
    {
        var random = new SeededRandom(2);
        for (int i = 0; i < 500; i++)
        {
            float[] residuals = Draw(random);
            double expected = Enumerable.Range(0, Levels).Average(level => NaiveQuantile.Pinball(residuals[level], QuantileLevels.All[level]));
            Assert.Equal(expected, ResidualKernel.Pinball(residuals), 1e-5 * (1 + expected));
        }
    }

    /// <summary>Finite differences: moving one quantile up by h changes the loss by −τh where the target is above it and by (1 − τ)h where it is below.</summary>
    [Theory]
    [InlineData(3.0)]
    [InlineData(-3.0)]
    public void Pinball_SmallStep_ChangesByItsGradient(double residual)
    {
        const float h = 0.25f;
        for (int level = 0; level < Levels; level++)
        {
            float[] residuals = new float[Levels];
            Array.Fill(residuals, (float)residual);
            double before = ResidualKernel.Pinball(residuals);
            residuals[level] -= h;
            double tau = QuantileLevels.All[level];
            double gradient = residual > 0 ? -tau : 1 - tau;
            Assert.Equal(gradient * h / Levels, ResidualKernel.Pinball(residuals) - before, 1e-6);
        }
    }

    private static float[] Draw(SeededRandom random) => [.. Enumerable.Range(0, Levels).Select(_ => (float)(random.NextNormal() * Math.Pow(10, random.NextInt32(5) - 2)))];
}
