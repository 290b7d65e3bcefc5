using ImpactService.ImpactApi.Services;

namespace ImpactService.Tests.ImpactApi.Services;

public sealed class EstimateIdsTests
{
    private static readonly DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(1_730_000_000_123);

    [Fact]
    public void Next_IsAVersion7IdOfItsTime()
    {
        Guid id = EstimateIds.Next(now);
        Guid framework = Guid.CreateVersion7(now);
        Assert.Equal((7, framework.Variant & 0xC), (id.Version, id.Variant & 0xC));
        Assert.Equal(framework.ToString()[..13], id.ToString()[..13]);
    }

    [Fact]
    public void Next_FromManyThreads_NeverRepeats()
    {
        const int each = 20_000;
        Guid[][] ids = new Guid[4][];
        Parallel.For(0, ids.Length, i => ids[i] = [.. Enumerable.Range(0, each).Select(_ => EstimateIds.Next(now))]);
        Assert.Equal(ids.Length * each, ids.SelectMany(i => i).Distinct().Count());
    }
}
