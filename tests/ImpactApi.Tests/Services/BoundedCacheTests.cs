using ImpactService.ImpactApi.Services;

namespace ImpactService.Tests.ImpactApi.Services;

public class BoundedCacheTests
{
    [Fact]
    public async Task GetAsync_MoreKeysThanRoom_DropsTheLeastRecentlyUsed()
    {
        List<int> made = [];
        BoundedCache<int, int> cache = new(2);
        Task<int> Get(int key) => cache.GetAsync(key, k =>
        {
            lock (made)
                made.Add(k);
            return Task.FromResult(k * 10);
        });
        foreach (int key in (int[])[1, 2, 1, 3, 1, 2])
            Assert.Equal(key * 10, await Get(key));
        Assert.Equal([1, 2, 3, 2], made);
    }

    [Fact]
    public async Task GetAsync_MakingFailed_IsTriedAgain()
    {
        int attempts = 0;
        BoundedCache<int, int> cache = new(2);
        Task<int> Get() => cache.GetAsync(1, _ => ++attempts == 1 ? throw new TimeoutException() : Task.FromResult(attempts));
        await Assert.ThrowsAsync<TimeoutException>(Get);
        Assert.Equal(2, await Get());
        Assert.Equal(2, await Get());
    }
}
