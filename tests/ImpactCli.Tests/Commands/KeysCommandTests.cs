using System.Text.RegularExpressions;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;
using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.ImpactCli.Commands;

public sealed partial class KeysCommandTests : IAsyncLifetime
{
    private LocalPostgres server = null!;

    public async Task InitializeAsync() => server = await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = null });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Keys_FromMakingToRevoking_AreShownOnceAndAudited()
    {
        CliRun made = await RunAsync("keys", "create", "--name", "desk", "--tenant", "alpha", "--scopes", "estimate,ingest", "--requests-per-second", "25");
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        string key = KeyText().Match(made.Output).Value;
        CliRun rotated = await RunAsync("keys", "rotate", key[7..19], "--overlap-hours", "1");
        string next = KeyText().Match(rotated.Output).Value;
        Assert.NotEqual(key, next);
        Assert.Equal(0, (await RunAsync("keys", "revoke", next[7..19])).ExitCode);
        CliRun list = await RunAsync("keys", "list"), audit = await RunAsync("audit");
        Assert.Contains("estimate,ingest", list.Output, StringComparison.Ordinal);
        Assert.Contains("revoked ", list.Output, StringComparison.Ordinal);
        Assert.Contains("until ", list.Output, StringComparison.Ordinal);
        Assert.All((string[])["keyCreated", "keyRotated", "keyRevoked"], act => Assert.Contains(act, audit.Output, StringComparison.Ordinal));
        foreach (string secret in (string[])[key[20..], next[20..]])
            Assert.DoesNotContain(secret, list.Output + audit.Output, StringComparison.Ordinal);
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = server.ConnectionString });
        ApiKey first = (await store.ApiKeys.ListAsync())[0];
        Assert.True(ApiKeyText.Matches(key, first.KeyHash));
    }

    [Fact]
    public async Task Create_IfNone_MakesOneOnce()
    {
        string[] create = ["keys", "create", "--name", "development", "--tenant", "development", "--if-none"];
        Assert.Matches(KeyText(), (await RunAsync(create)).Output);
        CliRun second = await RunAsync(create);
        Assert.Equal((0, ""), (second.ExitCode, second.Output));
    }

    [Theory]
    [InlineData(2, "--scopes is 'estimate,root'", "create", "--name", "a", "--tenant", "t", "--scopes", "estimate,root")]
    [InlineData(2, "--scopes is '4'", "create", "--name", "a", "--tenant", "t", "--scopes", "4")]
    [InlineData(2, "--tenant is ''", "create", "--name", "a", "--tenant", "")]
    [InlineData(2, "--name is 'a/b'", "create", "--name", "a/b", "--tenant", "t")]
    [InlineData(2, "--requests-per-second is '0'", "create", "--name", "a", "--tenant", "t", "--requests-per-second", "0")]
    [InlineData(2, "--expires-days is '-1'", "create", "--name", "a", "--tenant", "t", "--expires-days", "-1")]
    [InlineData(2, "--overlap-hours is '-1'", "rotate", "0123456789ab", "--overlap-hours", "-1")]
    [InlineData(1, "there is no usable key '0123456789ab'", "rotate", "0123456789ab")]
    [InlineData(1, "there is no key '0123456789ab'", "revoke", "0123456789ab")]
    public async Task Keys_BadOption_IsOneLineAndAnExitCode(int exitCode, string expected, params string[] args)
    {
        CliRun run = await RunAsync(["keys", .. args]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync([.. args, "--connection", server.ConnectionString]);

    [GeneratedRegex("impact_[0-9a-f]{12}_[0-9a-f]{64}")]
    private static partial Regex KeyText();
}
