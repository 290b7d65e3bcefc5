using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class SymmetricSolverTests
{
    private static readonly double[] matrix = [4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2];

    [Fact]
    public void Solve_RegularSystem_Satisfies()
    {
        double[] x = SymmetricSolver.Solve(matrix, [1, 2, 3], 3);
        Assert.Equal(1, 4 * x[0] + x[1] + 0.5 * x[2], 1e-12);
        Assert.Equal(2, x[0] + 3 * x[1] - 0.2 * x[2], 1e-12);
        Assert.Equal(3, 0.5 * x[0] - 0.2 * x[1] + 2 * x[2], 1e-12);
    }

    [Fact]
    public void Inverse_TimesMatrix_IsIdentity()
    {
        double[] inverse = SymmetricSolver.Inverse(matrix, 3);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 3).Sum(k => inverse[i * 3 + k] * matrix[k * 3 + j]), 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1e-200, 0, 0, 1e200)]
    public void Solve_SingularMatrix_IsFinite(double a, double b, double c, double d) =>
        Assert.All(SymmetricSolver.Solve([a, b, c, d], [1, 1], 2), x => Assert.True(double.IsFinite(x)));

    [Fact]
    public void SolveBounded_WithoutActiveBounds_IsTheSolution()
    {
        double[] x = new double[3];
        SymmetricSolver.SolveBounded(matrix, [1, 2, 3], [-100, -100, -100], x);
        double[] expected = SymmetricSolver.Solve(matrix, [1, 2, 3], 3);
        for (int i = 0; i < 3; i++)
            Assert.Equal(expected[i], x[i], 1e-10);
    }

    [Fact]
    public void SolveBounded_ActiveBound_HoldsWithAPositiveMultiplier()
    {
        double[] x = new double[3];
        SymmetricSolver.SolveBounded(matrix, [-5, 2, 3], [0, 0, 0], x);
        Assert.Equal(0, x[0]);
        Assert.True(5 + x[1] + 0.5 * x[2] > 0);
        Assert.Equal(2, 3 * x[1] - 0.2 * x[2], 1e-10);
    }
}
