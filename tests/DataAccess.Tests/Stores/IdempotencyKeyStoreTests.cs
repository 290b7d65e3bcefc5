using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class IdempotencyKeyStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly Timestamp now = StoreFixture.Time("2025-01-02T10:00:00Z");

    [Fact]
    public async Task Claim_ThenComplete_GivesTheAnswerAgain()
    {
        Assert.True((await ClaimAsync("answered", 1)).IsNew);
        StoredClaim inFlight = await ClaimAsync("answered", 2);
        Assert.Equal((false, (int?)null), (inFlight.IsNew, inFlight.Status));
        Assert.Equal([1], inFlight.BodyHash);
        await fixture.Store.IdempotencyKeys.CompleteAsync("t", "/r", "answered", 200, "application/json", [7, 8]);
        StoredClaim again = await ClaimAsync("answered", 1);
        Assert.Equal((false, (int?)200, "application/json"), (again.IsNew, again.Status, again.ContentType));
        Assert.Equal([7, 8], again.Body!);
        Assert.True((await fixture.Store.IdempotencyKeys.ClaimAsync(null, "/r", "answered", [1], now, now, now)).IsNew);
    }

    [Fact]
    public async Task Claim_AbandonedReleasedOrExpired_IsNewAgain()
    {
        Assert.True((await ClaimAsync("dead", 1)).IsNew);
        Assert.False((await ClaimAsync("dead", 1, seconds: 30)).IsNew);
        Assert.True((await ClaimAsync("dead", 2, seconds: 120)).IsNew);
        await fixture.Store.IdempotencyKeys.ReleaseAsync("t", "/r", "dead");
        Assert.True((await ClaimAsync("dead", 3, seconds: 121)).IsNew);
        await fixture.Store.IdempotencyKeys.CompleteAsync("t", "/r", "dead", 200, null, []);
        Assert.False((await ClaimAsync("dead", 3, seconds: 3_600)).IsNew);
        Assert.True((await ClaimAsync("dead", 4, seconds: 90_000)).IsNew);
        Assert.True(await fixture.Store.IdempotencyKeys.DropBeforeAsync(now.AddSeconds(90_001)) >= 1);
    }

    [Fact]
    public async Task Claim_ManyAtOnce_OneIsNew()
    {
        StoredClaim[] claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ClaimAsync("race", 1)));
        Assert.Single(claims, c => c.IsNew);
    }

    private Task<StoredClaim> ClaimAsync(string key, byte hash, double seconds = 0)
    {
        Timestamp at = now.AddSeconds(seconds);
        return fixture.Store.IdempotencyKeys.ClaimAsync("t", "/r", key, [hash], at, at.AddSeconds(-60), at.AddSeconds(-86_400));
    }
}
