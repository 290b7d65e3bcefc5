using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class NelderMeadTests
{
    [Fact]
    public void Minimise_Rosenbrock_FindsItsMinimum()
    {
        double[] point = [-1.2, 1];
        double value = NelderMead.Minimise(p => 100 * Math.Pow(p[1] - p[0] * p[0], 2) + Math.Pow(1 - p[0], 2), point, [-5, -5], [5, 5], 2000, 1e-14);
        Assert.Equal(0, value, 1e-10);
        Assert.Equal(1, point[0], 1e-4);
        Assert.Equal(1, point[1], 1e-4);
    }

    [Fact]
    public void Minimise_MinimumOutsideTheBox_EndsOnItsBorder()
    {
        double[] point = [0.5, 0.5, 0.5];
        NelderMead.Minimise(p => p.Sum(x => (x - 2) * (x - 2)), point, [0, 0, 0], [1, 1, 1], 2000, 1e-14);
        Assert.All(point, x => Assert.Equal(1, x, 1e-5));
    }

    [Fact]
    public void Minimise_OneVariable_FindsTheMinimum()
    {
        double[] point = [0.9];
        NelderMead.Minimise(p => Math.Cosh(p[0] - 0.3), point, [-1], [1], 500, 1e-15);
        Assert.Equal(0.3, point[0], 1e-5);
    }

    [Fact]
    public void Minimise_NaNInPartOfTheBox_StaysOutOfIt()
    {
        double[] point = [0.9];
        NelderMead.Minimise(p => p[0] < 0.5 ? double.NaN : p[0], point, [0], [1], 500, 1e-12);
        Assert.InRange(point[0], 0.5, 0.51);
    }
}
