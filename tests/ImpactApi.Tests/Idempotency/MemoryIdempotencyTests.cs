using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Idempotency;

namespace ImpactService.Tests.ImpactApi.Idempotency;

public class MemoryIdempotencyTests
{
    private static readonly IdempotencyScope scope = new("t", "/v1/estimates", "k");
    private static readonly byte[] hash = [1, 2, 3];

    private readonly TestClock clock = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Claim_AnsweredBefore_GivesTheAnswerForADay()
    {
        MemoryIdempotency store = new(new ImpactOptions(), clock);
        Assert.Equal(ClaimKind.Granted, await ClaimAsync(store));
        Assert.Equal(ClaimKind.InFlight, await ClaimAsync(store));
        StoredResponse response = new(200, "application/json", [7]);
        await store.CompleteAsync(scope, response, CancellationToken.None);
        Assert.Same(response, (await store.ClaimAsync(scope, hash, CancellationToken.None)).Response);
        clock.Now += TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1);
        Assert.Equal(ClaimKind.Answered, await ClaimAsync(store));
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(ClaimKind.Granted, await ClaimAsync(store));
    }

    [Fact]
    public async Task Claim_AnotherBodyTenantOrRoute_IsToldApart()
    {
        MemoryIdempotency store = new(new ImpactOptions(), clock);
        await ClaimAsync(store);
        Assert.Equal(ClaimKind.OtherBody, (await store.ClaimAsync(scope, [9, 9, 9], CancellationToken.None)).Kind);
        Assert.Equal(ClaimKind.Granted, (await store.ClaimAsync(scope with { Tenant = null }, [9, 9, 9], CancellationToken.None)).Kind);
        Assert.Equal(ClaimKind.Granted, (await store.ClaimAsync(scope with { Route = "/v1/executions" }, hash, CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Release_AfterAFailure_FreesTheKey()
    {
        MemoryIdempotency store = new(new ImpactOptions(), clock);
        await ClaimAsync(store);
        await store.ReleaseAsync(scope);
        Assert.Equal(ClaimKind.Granted, await ClaimAsync(store));
    }

    [Fact]
    public async Task Complete_MoreThanFits_ForgetsTheOldest()
    {
        MemoryIdempotency store = new(new ImpactOptions { IdempotencyMegabytes = 1 }, clock);
        foreach (int i in Enumerable.Range(0, 5))
        {
            await store.ClaimAsync(scope with { Key = $"{i}" }, hash, CancellationToken.None);
            await store.CompleteAsync(scope with { Key = $"{i}" }, new StoredResponse(200, null, new byte[300_000]), CancellationToken.None);
        }

        Assert.Equal(ClaimKind.Granted, (await store.ClaimAsync(scope with { Key = "0" }, hash, CancellationToken.None)).Kind);
        Assert.Equal(ClaimKind.Answered, (await store.ClaimAsync(scope with { Key = "4" }, hash, CancellationToken.None)).Kind);
    }

    private static async Task<ClaimKind> ClaimAsync(MemoryIdempotency store) => (await store.ClaimAsync(scope, hash, CancellationToken.None)).Kind;
}
