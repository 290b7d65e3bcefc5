using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using ImpactService.ImpactApi.Observing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ImpactService.Tests.ImpactApi.Observing;

/// <summary>What arrives at a collector: a real listener on this machine that keeps what is posted to it.</summary>
[Collection(ApiCollection.Name)]
public sealed class TelemetryTests(ApiFixture api) : IAsyncLifetime
{
    private const string Order = """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT5M","asOf":"latest"}""";

    private readonly ConcurrentDictionary<string, string> received = new();
    private WebApplication collector = null!;

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        collector = builder.Build();
        collector.MapPost("/v1/{signal}", KeepAsync);
        await collector.StartAsync();
    }

    public async Task DisposeAsync() => await collector.DisposeAsync();

    [Fact]
    public async Task Endpoint_Set_MetricsAndTracesArrive()
    {
        await using WebApplicationFactory<Program> factory = ApiFixture.Create(api.ConnectionString, api.Clock).WithWebHostBuilder(host =>
        {
            host.UseSetting(Telemetry.EndpointSetting, collector.Urls.First());
            host.UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            host.UseSetting("OTEL_METRIC_EXPORT_INTERVAL", "300");
            host.UseSetting("OTEL_BSP_SCHEDULE_DELAY", "300");
            host.UseSetting("OTEL_TRACES_SAMPLER", "always_on");
        });
        using HttpClient client = factory.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        factory.Services.GetRequiredService<ServiceMeter>().Rejected("crossed", 3);
        factory.Services.GetRequiredService<StateGauges>().AddSpool("estimates", () => 4_096);
        factory.Services.GetRequiredService<Alarms>().Raise(AlarmCode.DiskFull, "a test says so");
        using HttpResponseMessage answer = await client.PostAsync("/v1/estimates", new StringContent(Order, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        Assert.True(answer.IsSuccessStatusCode);
        string[] expected =
        [
            "http.server.request.duration", "/v1/estimates", "impact.estimator.duration", "impact.estimates", "parametric", "noModel", "impact.feature.age", "ELM", "impact.queue.depth", "recorder",
            "impact.spool.size", "impact.rows.rejected", "crossed", "impact.model.info", "impact.alarms", "diskFull", "impact-service",
        ];
        await UntilAsync(() => expected.All(e => received.GetValueOrDefault("metrics", "").Contains(e, StringComparison.Ordinal)) && received.GetValueOrDefault("traces", "").Contains("/v1/estimates", StringComparison.Ordinal),
            () => "missing: " + string.Join(", ", expected.Where(e => !received.GetValueOrDefault("metrics", "").Contains(e, StringComparison.Ordinal))) + "; signals: " + string.Join(", ", received.Keys));
    }

    [Fact]
    public void Endpoint_NotSet_NobodyListens() => Assert.Equal(0, api.Services.GetRequiredService<ServiceMeter>().Start());

    private static async Task UntilAsync(Func<bool> condition, Func<string> explain)
    {
        for (int attempt = 0; attempt < 200; attempt++)
        {
            if (condition())
                return;
            await Task.Delay(100);
        }

        Assert.Fail(explain());
    }

    private async Task<IResult> KeepAsync(string signal, HttpRequest request)
    {
        using MemoryStream body = new();
        bool zipped = request.Headers.ContentEncoding.Contains("gzip");
        await using (Stream source = zipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body)
            await source.CopyToAsync(body);
        string text = Encoding.UTF8.GetString(body.ToArray());
        received.AddOrUpdate(signal, text, (_, before) => before + text);
        return Results.Bytes([], "application/x-protobuf");
    }
}
