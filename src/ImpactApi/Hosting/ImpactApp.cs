using ImpactService.DataAccess;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Endpoints;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Validation;
using Microsoft.Extensions.Configuration.Memory;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>The composition root: configuration, store, services, routes. The store is open before the first request and until the last answer has been written.</summary>
internal static class ImpactApp
{
    /// <summary>Loopback alone: beyond it a key is needed.</summary>
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>A symbol of 10,000 characters in the path gets a problem that names it instead of the server's bare 414.</summary>
    private const int RequestLineBytesMax = 32 * 1024;

    /// <param name="configure">What another host of the same service adds: the benchmark's clock and routes.</param>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? configure = null, Action<WebApplication>? map = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        QuietFrameworkLog(builder.Configuration);
        ImpactOptions options = ReadOptions(builder.Configuration);
        await using ImpactStore? store = await TryOpenAsync(options);
        if (store is null)
            return 1;
        ConfigureServer(builder);
        configure?.Invoke(builder.Services);
        builder.Services.AddImpactServices(options, store);
        builder.Services.AddSingleton(AccessPolicy.Of(options, builder.Configuration));
        builder.Services.AddOpenApiDocument();
        builder.AddLogs();
        builder.AddTelemetry();
        await using WebApplication app = builder.Build();
        if (!await MayStartAsync(app))
            return 1;
        app.Services.GetRequiredService<StateGauges>(); // Gauges are read from their making on.
        app.UseResponseHeaders();
        app.UseProblems();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.UsePages();
        app.UseOpenApiDocument();
        app.MapImpactRoutes();
        map?.Invoke(app);
        await Greeting.PrepareAsync(app, store);
        await app.RunAsync();
        return 0;
    }

    private static async Task<ImpactStore?> TryOpenAsync(ImpactOptions options)
    {
        try
        {
            return await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = options.Connection, DataDirectory = options.Data });
        }
        catch (StoreException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return null;
        }
    }

    /// <summary>The keys are known before the first request, and without one nobody but this machine is listened to.</summary>
    private static async Task<bool> MayStartAsync(WebApplication app)
    {
        KeyRing keys = app.Services.GetRequiredService<KeyRing>();
        await keys.FollowAsync(CancellationToken.None);
        if (app.Services.GetRequiredService<AccessPolicy>().Fault(keys, app.Configuration) is not { } fault)
            return true;
        await Console.Error.WriteLineAsync(fault);
        return false;
    }

    private static void ConfigureServer(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyReader.MaxBytes;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        });
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
    }

    /// <summary>The framework's six lines for each request are for debugging, and its greeting is ours; configuration may ask for them again.</summary>
    private static void QuietFrameworkLog(IConfigurationBuilder configuration) => configuration.Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning", ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning" },
    });

    private static ImpactOptions ReadOptions(ConfigurationManager configuration)
    {
        ImpactOptions options = new();
        options.Data = configuration["IMPACT_DATA"] ?? options.Data;
        options.Connection = configuration["IMPACT_CONNECTION"] ?? options.Connection;
        configuration.GetSection(ImpactOptions.Section).Bind(options);
        return options.Checked();
    }
}
