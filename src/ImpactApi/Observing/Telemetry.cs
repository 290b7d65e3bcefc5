using ImpactService.DataAccess;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ImpactService.ImpactApi.Observing;

/// <summary>Sends metrics and traces to a collector (OTLP), when one is named in the standard setting; otherwise nothing of it is in the process's way.</summary>
internal static class Telemetry
{
    /// <summary>OpenTelemetry's own settings: this, OTEL_EXPORTER_OTLP_PROTOCOL, OTEL_METRIC_EXPORT_INTERVAL, OTEL_TRACES_SAMPLER, OTEL_RESOURCE_ATTRIBUTES and the others.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string SamplerSetting = "OTEL_TRACES_SAMPLER";

    /// <summary>One request in a hundred is enough to see where time goes at thousands a second; a caller's own decision (traceparent) goes before it.</summary>
    private const double SampledShare = 0.01;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceMeter>();
        builder.Services.AddSingleton<StateGauges>();
        if (string.IsNullOrEmpty(builder.Configuration[EndpointSetting]))
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("impact-service"))
            .WithMetrics(metrics => metrics.AddMeter(ServiceMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", StoreTelemetry.SourceName))
            .WithTracing(traces => AddTraces(traces, builder.Configuration))
            .UseOtlpExporter();
    }

    private static void AddTraces(TracerProviderBuilder traces, IConfiguration configuration)
    {
        traces.AddAspNetCoreInstrumentation(options => options.Filter = static context => !context.Request.Path.StartsWithSegments("/health"));
        traces.AddSource(StoreTelemetry.SourceName);
        if (string.IsNullOrEmpty(configuration[SamplerSetting]))
            traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(SampledShare)));
    }
}
