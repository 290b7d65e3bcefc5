using System.Collections.Concurrent;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace ImpactService.Tests.ImpactApi.Access;

/// <summary>With every category at its most talkative, over a real socket: no line has the secret of a key.</summary>
[Collection(ApiCollection.Name)]
public sealed class SecretsInLogsTests(ApiFixture api)
{
    [Fact]
    public async Task Log_OfEverything_HasNoKey()
    {
        (string connection, _) = await api.CopyDatabaseAsync();
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connection });
        IssuedKey issued = await store.ApiKeys.CreateAsync(new NewApiKey("desk", "alpha", ApiScopes.Estimate, null, null));
        string unknown = ApiKeyText.Create();
        using LineCollector lines = new();
        await using (WebApplicationFactory<Program> factory = ApiFixture.Create(connection, TimeProvider.System, ("RequireKeys", "true")).WithWebHostBuilder(host => Listen(host, lines)))
        {
            factory.UseKestrel(0);
            factory.StartServer();
            using HttpClient client = factory.CreateClient();
            await ApiFixture.UntilReadyAsync(client);
            foreach (string key in (string[])[issued.Text, unknown, issued.Text[..^1]])
            {
                using HttpRequestMessage request = new(HttpMethod.Get, "/v1/models");
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
                using HttpResponseMessage response = await client.SendAsync(request);
            }
        }

        Assert.True(lines.All.Count > 50, $"only {lines.All.Count} lines: the log does not listen");
        Assert.DoesNotContain(lines.All, l => l.Contains(issued.Text[20..60], StringComparison.Ordinal) || l.Contains(unknown[20..60], StringComparison.Ordinal));
    }

    private static void Listen(IWebHostBuilder host, LineCollector lines)
    {
        foreach (string category in (string[])["Default", "Microsoft.AspNetCore", "Microsoft", "System", "Npgsql"])
            host.UseSetting($"Logging:LogLevel:{category}", "Trace");
        host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(lines));
    }

    private sealed class LineCollector : ILoggerProvider
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Line(All);

        public void Dispose()
        {
        }

        private sealed class Line(ConcurrentQueue<string> all) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                all.Enqueue(state.ToString() ?? "");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => all.Enqueue(formatter(state, exception) + exception);
        }
    }
}
