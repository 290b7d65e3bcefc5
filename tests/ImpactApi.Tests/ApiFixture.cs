using System.Text.Json;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Postgres;
using ImpactService.ImpactApi.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ImpactService.Tests.ImpactApi;

/// <summary>The API in process, on a real PostgreSQL with a small market in it. One for all test classes: they only read, or write to instruments of their own.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private const string Template = "market";

    private LocalPostgres server = null!;
    private WebApplicationFactory<Program> factory = null!;

    public ImpactStore Store { get; private set; } = null!;

    public string ConnectionString { get; private set; } = string.Empty;

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => factory.Services;

    /// <summary>Half past one in New York on the last day: the sample's last session has ended its data at a quarter to one.</summary>
    internal TestClock Clock { get; } = new(new DateTimeOffset(2025, 11, 1, 0, 0, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        server = await LocalPostgres.OpenAsync(new LocalPostgresOptions { DataDirectory = null });
        await LoadTemplateAsync();
        (ConnectionString, _) = await CopyDatabaseAsync();
        Store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = ConnectionString });
        factory = Create(ConnectionString, Clock);
        Client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        await UntilReadyAsync(Client);
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        await (factory?.DisposeAsync() ?? default);
        await (Store?.DisposeAsync() ?? default);
        await (server?.DisposeAsync() ?? default);
        string spools = Path.Combine(Path.GetTempPath(), $"impact-test-{Environment.ProcessId}");
        if (Directory.Exists(spools))
            Directory.Delete(spools, recursive: true);
    }

    /// <summary>Another API process on the given database.</summary>
    internal static WebApplicationFactory<Program> Create(string connectionString, TimeProvider clock, params (string Name, string Value)[] settings) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            // A port of its own where it listens at all: the default one belongs to a service that runs beside the tests.
            host.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
            host.UseSetting($"{ImpactOptions.Section}:{nameof(ImpactOptions.Connection)}", connectionString);
            host.UseSetting($"{ImpactOptions.Section}:{nameof(ImpactOptions.Spool)}", Path.Combine(Path.GetTempPath(), $"impact-test-{Environment.ProcessId}", Guid.NewGuid().ToString("N")));
            host.UseSetting($"{ImpactOptions.Section}:{nameof(ImpactOptions.PollSeconds)}", "0.1");
            host.UseSetting($"{ImpactOptions.Section}:{nameof(ImpactOptions.HistorySeconds)}", "0.2");
            foreach ((string name, string value) in settings)
                host.UseSetting($"{ImpactOptions.Section}:{name}", value);
            host.ConfigureTestServices(services => services.AddSingleton(clock));
        });

    /// <summary>Another store with the same market, for tests that do something to it.</summary>
    public async Task<(string ConnectionString, string Name)> CopyDatabaseAsync()
    {
        string name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        return (server.ConnectionStringTo(name), name);
    }

    /// <summary>Renames a database, which ends the connections to it.</summary>
    public async Task RenameDatabaseAsync(string name, string newName)
    {
        await ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        for (int attempt = 0; attempt < 50 && await ScalarAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'") > 0; attempt++)
            await Task.Delay(20);
        await ExecuteAsync($"ALTER DATABASE {name} RENAME TO {newName}");
        await ExecuteAsync($"ALTER DATABASE {newName} ALLOW_CONNECTIONS true");
    }

    public static async Task UntilReadyAsync(HttpClient client)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            using HttpResponseMessage response = await client.GetAsync("/health/ready");
            if (response.IsSuccessStatusCode)
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException("the API was not ready within a minute");
    }

    /// <summary>The server copies a database only while nobody is connected to it.</summary>
    private async Task LoadTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        await using (ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = server.ConnectionStringTo(Template) }))
            await TestMarket.LoadAsync(store);
        while (await ScalarAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{Template}'") > 0)
            await Task.Delay(20);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(server.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using NpgsqlConnection connection = new(server.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Posts a question and reads the answer, whatever its status.</summary>
    public async Task<ApiReply> AskAsync(object body) => await AskTextAsync(JsonSerializer.Serialize(body));

    public Task<ApiReply> AskTextAsync(string body) => PostTextAsync("/v1/estimates", body);

    /// <summary>The same for any address.</summary>
    public Task<ApiReply> PostAsync(string address, object body) => PostTextAsync(address, JsonSerializer.Serialize(body));

    public async Task<ApiReply> PostTextAsync(string address, string body)
    {
        using StringContent content = new(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await Client.PostAsync(address, content);
        return await ApiReply.ReadAsync(response);
    }

    public async Task<ApiReply> GetAsync(string address)
    {
        using HttpResponseMessage response = await Client.GetAsync(address);
        return await ApiReply.ReadAsync(response);
    }
}

[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>
{
    public const string Name = "api";
}
