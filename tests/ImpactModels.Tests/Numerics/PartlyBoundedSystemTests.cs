using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class PartlyBoundedSystemTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(6, 0)]
    [InlineData(6, 2)]
    [InlineData(9, 5)]
    [InlineData(4, 4)]
    public void Solve_RandomSystems_AgreesWithTheFullBoundedSolver(int n, int bounded)
    {
        var random = new SeededRandom((ulong)(n + bounded));
        for (int i = 0; i < 50; i++)
        {
            double[] factor = Draw(n * n);
            double[] matrix = new double[n * n];
            for (int row = 0; row < n; row++)
            {
                for (int column = 0; column < n; column++)
                    matrix[row * n + column] = Enumerable.Range(0, n).Sum(k => factor[row * n + k] * factor[column * n + k]) + (row == column ? 0.5 : 0);
            }

            bool[] isBounded = [.. Enumerable.Range(0, n).Select(k => k % 2 == 0 ? k / 2 < bounded : n / 2 + k / 2 < bounded)];
            double[] right = Draw(n);
            double[] expected = new double[n];
            SymmetricSolver.SolveBounded(matrix, right, [.. isBounded.Select(bound => bound ? 0 : double.NegativeInfinity)], expected);
            double[] x = Draw(n);
            new PartlyBoundedSystem(matrix, isBounded).Solve(right, x);
            for (int k = 0; k < n; k++)
                Assert.Equal(expected[k], x[k], 1e-7);
        }

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
    }
}
