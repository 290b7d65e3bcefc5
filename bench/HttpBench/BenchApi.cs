using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImpactService.HttpBench;

/// <summary>
/// The service as it is, with one route more: /bench/canned passes the same middleware, reads the same body and writes the bytes of a real answer that was made once. What is between it
/// and an estimate is the work of estimating and recording.
/// </summary>
internal static class BenchApi
{
    /// <param name="args">The symbol that is asked about, then arguments of the service.</param>
    public static Task<int> RunAsync(string[] args)
    {
        ShiftedClock clock = new();
        return ImpactApp.RunAsync(
            args[1..],
            services => services
                .AddSingleton<TimeProvider>(clock)
                .AddHostedService(p => new ShiftedClockJob(clock, p.GetRequiredService<LiveMarkets>(), args[0])),
            app => app.MapPost("/bench/canned", CannedAsync).Needs(ApiScopes.Estimate));
    }

    private static byte[]? canned;

    private static async Task CannedAsync(HttpContext context)
    {
        (ReadOnlyMemory<byte> body, _) = await BodyReader.ReadAsync(context.Request);
        canned ??= await MakeAsync(context.RequestServices.GetRequiredService<EstimationService>(), body);
        await new JsonBytes(canned).ExecuteAsync(context);
    }

    private static async Task<byte[]> MakeAsync(EstimationService service, ReadOnlyMemory<byte> body)
    {
        EstimateRequest request = System.Text.Json.JsonSerializer.Deserialize(body.Span, WireJson.Context.EstimateRequest)!;
        return (await service.EstimateAsync(request, tenant: null, CancellationToken.None)).Value!.Json;
    }
}
