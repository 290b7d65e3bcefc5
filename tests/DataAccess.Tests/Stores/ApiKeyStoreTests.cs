using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class ApiKeyStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly NewApiKey desk = new("desk", "alpha", ApiScopes.Estimate | ApiScopes.Ingest, 50, null);

    private ApiKeyStore Keys => fixture.Store.ApiKeys;

    [Fact]
    public async Task Create_Key_ComesBackWithoutItsSecret()
    {
        Timestamp end = StoreFixture.Time("2030-01-02T03:04:05.678901Z");
        IssuedKey issued = await Keys.CreateAsync(desk with { ExpiresTime = end });
        ApiKey stored = Assert.Single(await Keys.ListAsync(), k => k.Id == issued.Key.Id);
        Assert.Equal(("desk", "alpha", ApiScopes.Estimate | ApiScopes.Ingest, 50, (Timestamp?)end), (stored.Name, stored.Tenant, stored.Scopes, stored.RequestsPerSecond, stored.ExpiresTime));
        Assert.True(ApiKeyText.Matches(issued.Text, stored.KeyHash));
        string secret = issued.Text[^64..];
        Assert.DoesNotContain(secret, await AllTextAsync("api_keys"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await AllTextAsync("audit_log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_Key_KeepsTheOldOneForTheOverlap()
    {
        IssuedKey old = await Keys.CreateAsync(desk);
        IssuedKey next = (await Keys.RotateAsync(old.Key.Id, 60))!;
        ApiKey ending = Assert.Single(await Keys.ListAsync(), k => k.Id == old.Key.Id);
        Assert.InRange(ending.ExpiresTime!.Value.SecondsSince(next.Key.CreatedTime), 59, 60);
        Assert.Equal((old.Key.Id, old.Key.Tenant, old.Key.Scopes, old.Key.RequestsPerSecond), (next.Key.Replaces, next.Key.Tenant, next.Key.Scopes, next.Key.RequestsPerSecond));
        Assert.True(ending.IsUsableAt(next.Key.CreatedTime));
        Assert.False(ending.IsUsableAt(ending.ExpiresTime.Value));
        Assert.NotEqual(old.Text, next.Text);
    }

    [Fact]
    public async Task Rotate_KeyThatEndsSooner_DoesNotProlongIt()
    {
        IssuedKey old = await Keys.CreateAsync(desk);
        await Keys.RotateAsync(old.Key.Id, 10);
        await Keys.RotateAsync(old.Key.Id, 100_000);
        ApiKey ending = Assert.Single(await Keys.ListAsync(), k => k.Id == old.Key.Id);
        Assert.InRange(ending.ExpiresTime!.Value.SecondsSince(old.Key.CreatedTime), 9, 60);
    }

    [Fact]
    public async Task Revoke_Key_EndsItOnce()
    {
        IssuedKey key = await Keys.CreateAsync(desk);
        ApiKey revoked = (await Keys.RevokeAsync(key.Key.Id))!;
        Assert.False(revoked.IsUsableAt(revoked.RevokedTime!.Value));
        Assert.Null(await Keys.RevokeAsync(key.Key.Id));
        Assert.Null(await Keys.RotateAsync(key.Key.Id, 60));
        Assert.Null(await Keys.RevokeAsync("nothing"));
    }

    [Fact]
    public async Task Acts_OfAnAdministrator_LeaveARowEach()
    {
        IssuedKey first = await Keys.CreateAsync(desk);
        IssuedKey second = (await Keys.RotateAsync(first.Key.Id, 5))!;
        await Keys.RevokeAsync(second.Key.Id);
        int model = await fixture.Store.Models.SaveAsync(new NewModel("m", Guid.NewGuid().ToString("N"), StoreFixture.Time("2025-01-01T00:00:00Z"), StoreFixture.Time("2025-01-01T00:00:00Z"), "s", ModelStatus.Passed, "{}"), [1]);
        await fixture.Store.Models.ActivateAsync(model, anyway: true);
        IReadOnlyList<AuditEntry> acts = await fixture.Store.Audit.ListAsync(4);
        Assert.Equal([("modelActivated", $"{model}"), ("keyRevoked", second.Key.Id), ("keyRotated", first.Key.Id), ("keyCreated", first.Key.Id)], acts.Select(a => (a.Action, a.Subject)));
        Assert.All(acts, a => Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", a.Actor));
        Assert.Equal("{\"anyway\": true}", acts[0].DetailJson);
    }

    /// <summary>Every row as the server writes it, bytes in hexadecimal.</summary>
    private async Task<string> AllTextAsync(string table)
    {
        await using NpgsqlConnection connection = new(fixture.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new($"SELECT string_agg(t::text, E'\\n') FROM {table} t", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
