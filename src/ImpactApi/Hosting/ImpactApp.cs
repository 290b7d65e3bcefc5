using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Endpoints;
using ImpactService.ImpactApi.Validation;
using Microsoft.Extensions.Configuration.Memory;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>The composition root: configuration, services, routes.</summary>
internal static class ImpactApp
{
    /// <summary>Loopback alone: there is no authentication.</summary>
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>A symbol of 10,000 characters in the path gets a problem that names it instead of the server's bare 414.</summary>
    private const int RequestLineBytesMax = 32 * 1024;

    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        QuietRequestLog(builder.Configuration);
        ConfigureServer(builder);
        builder.Services.AddImpactServices(ReadOptions(builder.Configuration));
        builder.Services.AddOpenApiDocument();
        WebApplication app = builder.Build();
        app.UseProblems();
        app.UsePages();
        app.UseOpenApiDocument();
        app.MapImpactRoutes();
        return app;
    }

    private static void ConfigureServer(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyReader.MaxBytes;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        });
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
    }

    /// <summary>The framework's six lines for each request are for debugging; configuration may ask for them again.</summary>
    private static void QuietRequestLog(IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [KeyValuePair.Create<string, string?>("Logging:LogLevel:Microsoft.AspNetCore", "Warning")] });

    private static ImpactOptions ReadOptions(ConfigurationManager configuration)
    {
        ImpactOptions options = new();
        configuration.GetSection(ImpactOptions.Section).Bind(options);
        options.Data = configuration["IMPACT_DATA"] ?? options.Data;
        options.Connection = configuration["IMPACT_CONNECTION"] ?? options.Connection;
        return options.Checked();
    }
}
