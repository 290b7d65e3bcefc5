using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Observing;
using ImpactService.Tests.ImpactApi;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>The page as a user has it: the API on a socket, a real PostgreSQL with the sample market and a trained model, a real Chromium.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private readonly ApiFixture api = new();
    private WebApplicationFactory<Program> factory = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public static string ChromiumPath { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>True when IMPACT_PAGE_URL names a running service.</summary>
    public static bool IsElsewhere => Environment.GetEnvironmentVariable("IMPACT_PAGE_URL") is not null;

    /// <summary>Where the page is; another running service where IMPACT_PAGE_URL names one, for pictures of a larger market.</summary>
    public string Address { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        if (!File.Exists(ChromiumPath))
            return; // Every test is skipped, with the reason.
        Address = Environment.GetEnvironmentVariable("IMPACT_PAGE_URL") ?? await StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumPath,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? default);
        playwright?.Dispose();
        await (factory?.DisposeAsync() ?? default);
        if (api.ConnectionString.Length > 0)
            await api.DisposeAsync();
    }

    /// <summary>A window of its own, empty of cookies and keys, at the given view ("#/compare?…"). Ends with what the page said to the console as an error.</summary>
    internal Task<PageSession> OpenAsync(string view, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light) => OpenAtAsync(Address, view, width, height, scheme);

    /// <summary>The same at another service.</summary>
    internal async Task<PageSession> OpenAtAsync(string address, string view, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-US" });
        PageSession session = new(context, await context.NewPageAsync());
        await session.Page.GotoAsync($"{address}/{view}");
        return session;
    }

    /// <summary>The service's own alarms, to raise one and see it; null where another service is looked at.</summary>
    internal Alarms? ServiceAlarms => factory?.Services.GetRequiredService<Alarms>();

    private async Task<string> StartAsync()
    {
        await api.InitializeAsync();
        (ModelIdentity, _) = await TestModel.SaveActiveAsync(api.Store);
        factory = ApiFixture.Create(api.ConnectionString, api.Clock);
        return await ListenAsync(factory);
    }

    /// <summary>A service of the same market that asks for keys, and one that opens.</summary>
    internal async Task<KeyedService> StartWithKeysAsync()
    {
        (string connection, _) = await api.CopyDatabaseAsync();
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = connection });
        string key = (await store.ApiKeys.CreateAsync(new NewApiKey("desk", "alpha", ApiScopes.Estimate, null, null))).Text;
        WebApplicationFactory<Program> keyed = ApiFixture.Create(connection, TimeProvider.System, ("RequireKeys", "true"));
        return new KeyedService(keyed, await ListenAsync(keyed), key);
    }

    private static async Task<string> ListenAsync(WebApplicationFactory<Program> factory)
    {
        factory.UseKestrel(0);
        factory.StartServer();
        using HttpClient client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        return client.BaseAddress!.ToString().TrimEnd('/');
    }

    /// <summary>The model that answers.</summary>
    public string ModelIdentity { get; private set; } = string.Empty;
}

/// <summary>A service that asks for keys.</summary>
internal sealed record KeyedService(WebApplicationFactory<Program> Factory, string Address, string Key) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Factory.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class PageCollection : ICollectionFixture<PageFixture>
{
    public const string Name = "page";
}
