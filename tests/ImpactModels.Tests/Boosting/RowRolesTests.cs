using ImpactService.ImpactModels.Boosting;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class RowRolesTests
{
    private const int Rows = 40_000;

    private static readonly BoostingData data = BoostingSamples.Mixed(Rows, 3);

    [Fact]
    public void Draw_Honest_HalfFindStructureAndAQuarterEachFold()
    {
        RowRoles roles = Draw(data, new BoostingOptions(), 0);
        Assert.InRange(roles.Structure.Length, 0.48 * Rows, 0.52 * Rows);
        Assert.Equal(Rows, roles.Structure.Length + roles.Values.Length);
        Assert.Empty(roles.Structure.ToArray().Intersect(roles.Values.ToArray()));
        Assert.All(roles.Structure.ToArray(), row => Assert.Equal(0, roles.Folds[row]));
        Assert.InRange(roles.Values.ToArray().Count(row => roles.Folds[row] == 1), 0.24 * Rows, 0.26 * Rows);
        Assert.InRange(roles.Values.ToArray().Count(row => roles.Folds[row] == 2), 0.24 * Rows, 0.26 * Rows);
    }

    [Fact]
    public void Draw_NextTree_DrawsAnew()
    {
        int[] first = Draw(data, new BoostingOptions(), 0).Structure.ToArray();
        int[] second = Draw(data, new BoostingOptions(), 1).Structure.ToArray();
        Assert.InRange(first.Intersect(second).Count(), 0.24 * Rows, 0.26 * Rows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draw_Subsample_LeavesTheOthersUnused(bool honest)
    {
        RowRoles roles = Draw(data, new BoostingOptions { Subsample = 0.3, Honest = honest }, 5);
        int[] used = [.. roles.Structure.ToArray().Union(roles.Values.ToArray())];
        Assert.InRange(used.Length, 0.28 * Rows, 0.32 * Rows);
        if (!honest)
            Assert.Equal(roles.Structure.ToArray(), roles.Values.ToArray());
    }

    [Fact]
    public void Draw_ValidationRows_AreNeverUsed()
    {
        bool[] held = [.. Enumerable.Range(0, Rows).Select(row => row >= 30_000)];
        RowRoles roles = Draw(data with { IsValidation = held }, new BoostingOptions(), 2);
        Assert.All(roles.Structure.ToArray().Concat(roles.Values.ToArray()), row => Assert.False(held[row]));
        Assert.Equal(30_000, roles.Structure.Length + roles.Values.Length);
    }

    [Fact]
    public void Draw_AnyThreads_SameRolesInAscendingOrder()
    {
        RowRoles one = Draw(data, new BoostingOptions { Threads = 1 }, 4);
        RowRoles three = Draw(data, new BoostingOptions { Threads = 3 }, 4);
        Assert.Equal(one.Structure.ToArray(), three.Structure.ToArray());
        Assert.Equal(one.Folds, three.Folds);
        Assert.Equal(one.Structure.ToArray().Order(), one.Structure.ToArray());
    }

    private static RowRoles Draw(BoostingData rows, BoostingOptions options, int tree)
    {
        var roles = new RowRoles(rows, options);
        roles.Draw(tree);
        return roles;
    }
}
