using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactModels.Market;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImpactService.Tests.ImpactApi.Access;

/// <summary>A service that asks for keys: who gets in, what he sees, and when it ends.</summary>
[Collection(ApiCollection.Name)]
public sealed class AccessTests(ApiFixture api) : IAsyncLifetime
{
    private const string Order = """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT5M","strategy":"balanced","asOf":"latest"}""";

    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;
    private ImpactStore store = null!;

    public async Task InitializeAsync()
    {
        (string connection, _) = await api.CopyDatabaseAsync();
        store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connection });
        await store.ApiKeys.CreateAsync(new NewApiKey("first", "ops", ApiScopes.Admin, null, null));
        factory = ApiFixture.Create(connection, TimeProvider.System, ("RequireKeys", "true"));
        client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Ask_WithoutAKeyThatOpens_IsUnauthorized()
    {
        (await SendAsync(HttpMethod.Post, "/v1/estimates", null, Order)).AssertProblem(401, "missing_key");
        (await SendAsync(HttpMethod.Get, "/v1/instruments", "")).AssertProblem(401, "invalid_key");
        (await SendAsync(HttpMethod.Get, "/v1/instruments", "impact_nonsense")).AssertProblem(401, "invalid_key");
        (await SendAsync(HttpMethod.Get, "/v1/instruments", ApiKeyText.Create())).AssertProblem(401, "invalid_key");
        using HttpResponseMessage response = await client.GetAsync("/v1/models");
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Ask_PagesAndProbes_NeedNoKey()
    {
        foreach (string address in (string[])["/health/live", "/health/ready", "/swagger/index.html", "/openapi/impact.v1.json"])
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(address)).StatusCode);
    }

    [Fact]
    public void Routes_UnderV1_AllNeedAScope()
    {
        RouteEndpoint[] routes = [.. factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("v1", StringComparison.Ordinal) == true)];
        Assert.True(routes.Length > 5);
        Assert.All(routes, r => Assert.NotNull(r.Metadata.GetMetadata<NeededScope>()));
        Assert.Contains(routes, r => r.Metadata.GetMetadata<NeededScope>()!.Scope == ApiScopes.Admin);
    }

    [Fact]
    public async Task Ask_WithAnotherScope_IsForbidden()
    {
        string ingest = await KeyAsync("alpha", ApiScopes.Ingest), estimate = await KeyAsync("alpha", ApiScopes.Estimate), admin = await KeyAsync("ops", ApiScopes.Admin);
        (await SendAsync(HttpMethod.Post, "/v1/estimates", ingest, Order)).AssertProblem(403, "insufficient_scope");
        (await SendAsync(HttpMethod.Get, "/v1/audit", estimate)).AssertProblem(403, "insufficient_scope");
        ApiReply audit = await SendAsync(HttpMethod.Get, "/v1/audit?last=5", admin);
        Assert.Equal("keyCreated", audit.String("acts", "0", "action"));
        (await SendAsync(HttpMethod.Get, "/v1/audit?last=0", admin)).AssertProblem(400, "invalid_request");
    }

    [Fact]
    public async Task Get_AnotherTenantsEstimate_IsUnknownBothWays()
    {
        string alpha = await KeyAsync("alpha", ApiScopes.Estimate), alphaToo = await KeyAsync("alpha", ApiScopes.Estimate), beta = await KeyAsync("beta", ApiScopes.Estimate);
        string ofAlpha = await EstimateAsync(alpha), ofBeta = await EstimateAsync(beta);
        foreach (bool stored in (bool[])[false, true])
        {
            if (stored)
                await EventuallyAsync(async () => await store.Estimates.FindAsync(Guid.Parse(ofBeta), "beta") is not null && await store.Estimates.FindAsync(Guid.Parse(ofAlpha), "alpha") is not null);
            Assert.Equal(200, (await SendAsync(HttpMethod.Get, $"/v1/estimates/{ofAlpha}", alpha)).StatusCode);
            Assert.Equal(200, (await SendAsync(HttpMethod.Get, $"/v1/estimates/{ofAlpha}", alphaToo)).StatusCode);
            Assert.Equal(200, (await SendAsync(HttpMethod.Get, $"/v1/estimates/{ofBeta}", beta)).StatusCode);
            foreach (string query in (string[])["", "?replay=true", "?replay=full"])
            {
                (await SendAsync(HttpMethod.Get, $"/v1/estimates/{ofAlpha}{query}", beta)).AssertProblem(404, "unknown_estimate");
                (await SendAsync(HttpMethod.Get, $"/v1/estimates/{ofBeta}{query}", alpha)).AssertProblem(404, "unknown_estimate");
            }
        }
    }

    /// <summary>Both name an order alike; each keeps its own, and neither fills, corrects nor finds the other's.</summary>
    [Fact]
    public async Task Ingest_ExecutionsOfTwoTenants_AreApartBothWays()
    {
        (string Tenant, string Key, string Quantity)[] tenants = [("alpha", await KeyAsync("alpha", ApiScopes.Ingest), "10"), ("beta", await KeyAsync("beta", ApiScopes.Ingest), "20")];
        foreach ((string tenant, string key, string quantity) in tenants)
        {
            string rows = $$"""
                {"sequence":1,"type":"order","orderId":"shared","instrument":"ELM","side":"sell","arrivalTime":"2025-10-31T15:00:00Z","endTime":"2025-10-31T15:10:00Z","quantity":{{quantity}},"averagePrice":{{quantity}}}
                {"sequence":2,"type":"fill","orderId":"shared","eventTime":"2025-10-31T15:01:00Z","price":{{quantity}},"size":{{quantity}},"liquidity":"taker"}
                {"sequence":3,"type":"order","orderId":"of-{{tenant}}","instrument":"ELM","side":"buy","arrivalTime":"2025-10-31T15:00:00Z","endTime":"2025-10-31T15:10:00Z","quantity":5,"averagePrice":20}
                """;
            Assert.Equal(3, (await IngestAsync(key, $"of-{tenant}", rows)).Number("accepted"));
        }

        foreach (((string tenant, string key, string quantity), (string other, _, _)) in tenants.Zip(tenants.Reverse()))
        {
            Assert.Equal(double.Parse(quantity, CultureInfo.InvariantCulture), Assert.Single(await store.ParentOrders.ReadFillsAsync("shared", tenant)).Size);
            (await SendAsync(HttpMethod.Get, $"/v1/executions/streams/of-{other}", key)).AssertProblem(404, "unknown_stream");
            Assert.Equal(3, (await SendAsync(HttpMethod.Get, $"/v1/executions/streams/of-{tenant}", key)).Number("lastSequence"));
            ApiReply fill = await IngestAsync(key, "fills", $$"""{"sequence":1,"type":"fill","orderId":"of-{{other}}","eventTime":"2025-10-31T15:01:00Z","price":20,"size":1,"liquidity":"taker"}""");
            Assert.Equal("unknown-order", fill.String("rejectedByReason", "0", "reason"));
            Assert.Empty(await store.ParentOrders.ReadFillsAsync($"of-{other}", other));
        }

        Assert.Equal([10, 20], (await store.ParentOrders.ReadExecutedAsync("ELM", new Timestamp(0), Timestamp.MaxValue)).Where(o => o.Order.OrderId == "shared").Select(o => Assert.Single(o.Fills).Size).Order());
    }

    [Fact]
    public async Task Revoke_Key_IsRefusedWithinThePoll()
    {
        string key = await KeyAsync("alpha", ApiScopes.Estimate);
        await store.ApiKeys.RevokeAsync(key[7..19]);
        await EventuallyAsync(async () => (await SendAsync(HttpMethod.Get, "/v1/models", key)).Code == "invalid_key", seconds: 10);
    }

    [Fact]
    public async Task Rotate_Key_BothOpenUntilTheOverlapEnds()
    {
        string old = await KeyAsync("alpha", ApiScopes.Estimate);
        IssuedKey next = (await store.ApiKeys.RotateAsync(old[7..19], 10))!;
        await EventuallyAsync(async () => (await SendAsync(HttpMethod.Get, "/v1/models", next.Text)).StatusCode == 200);
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/v1/models", old)).StatusCode);
        await EventuallyAsync(async () => (await SendAsync(HttpMethod.Get, "/v1/models", old)).Code == "invalid_key", seconds: 40);
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/v1/models", next.Text)).StatusCode);
    }

    [Fact]
    public async Task Ask_TooOften_SaysWhenToAskAgain()
    {
        string key = await KeyAsync("alpha", ApiScopes.Estimate, requestsPerSecond: 1), other = await KeyAsync("alpha", ApiScopes.Estimate);
        HttpResponseMessage[] replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(Request(HttpMethod.Get, "/v1/models", key))));
        HttpResponseMessage refused = replies.First(r => !r.IsSuccessStatusCode);
        (await ApiReply.ReadAsync(refused)).AssertProblem(429, "rate_limited");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/v1/models", other)).StatusCode);
        await EventuallyAsync(async () => (await SendAsync(HttpMethod.Get, "/v1/models", key)).StatusCode == 200);
    }

    [Fact]
    public async Task Answers_CarryTheRequestsId_AndKeepBrowsersNarrow()
    {
        using HttpResponseMessage problem = await client.GetAsync("/v1/models");
        string id = Assert.Single(problem.Headers.GetValues("X-Request-Id"));
        Assert.Equal(id, (await ApiReply.ReadAsync(problem)).String("traceId"));
        Assert.Equal("nosniff", Assert.Single(problem.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(problem.Headers.CacheControl?.NoStore);
        using HttpResponseMessage page = await client.GetAsync("/swagger/index.html");
        Assert.Contains("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    /// <summary>Without RequireKeys this machine needs none, but what a proxy passes on is not this machine's.</summary>
    [Fact]
    public async Task Ask_PassedOnByAProxy_NeedsAKey()
    {
        Assert.Equal(200, (await api.GetAsync("/v1/models")).StatusCode);
        foreach (string header in (string[])["X-Forwarded-For", "Forwarded"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/v1/models") { Headers = { { header, "192.0.2.1" } } };
            using HttpResponseMessage response = await api.Client.SendAsync(request);
            (await ApiReply.ReadAsync(response)).AssertProblem(401, "missing_key");
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, string? key, string? body = null)
    {
        HttpRequestMessage request = new(method, address) { Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return request;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition, double seconds = 20)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(seconds));
        while (!await condition())
            await Task.Delay(50, limit.Token);
    }

    private async Task<ApiReply> SendAsync(HttpMethod method, string address, string? key, string? body = null)
    {
        using HttpRequestMessage request = Request(method, address, key, body);
        using HttpResponseMessage response = await client.SendAsync(request);
        return await ApiReply.ReadAsync(response);
    }

    private async Task<ApiReply> IngestAsync(string key, string stream, string rows)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, $"/v1/executions?stream={stream}", key);
        request.Content = new StringContent(rows, new MediaTypeHeaderValue("application/x-ndjson"));
        using HttpResponseMessage response = await client.SendAsync(request);
        return await ApiReply.ReadAsync(response);
    }

    private async Task<string> EstimateAsync(string key)
    {
        ApiReply reply = await SendAsync(HttpMethod.Post, "/v1/estimates", key, Order);
        Assert.True(reply.StatusCode == 200, reply.Text);
        return reply.String("estimateId")!;
    }

    /// <summary>A new key that the service knows already.</summary>
    private async Task<string> KeyAsync(string tenant, ApiScopes scopes, int? requestsPerSecond = null)
    {
        IssuedKey issued = await store.ApiKeys.CreateAsync(new NewApiKey("test", tenant, scopes, requestsPerSecond, null));
        KeyRing ring = factory.Services.GetRequiredService<KeyRing>();
        await EventuallyAsync(() => Task.FromResult(ring.Find(issued.Text) is not null));
        return issued.Text;
    }
}
