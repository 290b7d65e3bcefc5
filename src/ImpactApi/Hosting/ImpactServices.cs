using FluentValidation;
using ImpactService.DataAccess;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Bus;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactApi.Jobs;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactApi.Validation;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>Who is made once, and by whom.</summary>
internal static class ImpactServices
{
    /// <param name="store">Open; closed by whoever opened it, after the last job has ended.</param>
    public static void AddImpactServices(this IServiceCollection services, ImpactOptions options, ImpactStore store)
    {
        services.AddSingleton(options);
        services.AddSingleton(store);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidator<EstimateRequest>, EstimateRequestValidator>();
        services.AddDeskServices();
        services.AddSingleton<Alarms>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<MemoryIdempotency>();
        services.AddSingleton<ModelRegistry>();
        services.AddSingleton<LiveMarkets>();
        services.AddSingleton<LiveFollower>();
        services.AddSingleton<MarketWatch>();
        services.AddSingleton<MarketReplay>();
        services.AddSingleton<MarketStateProvider>();
        services.AddRecording(options);
        services.AddSingleton<EstimationService>();
        services.AddSingleton<BatchService>();
        services.AddSingleton<ReplayService>();
        services.AddSingleton<InstrumentService>();
        services.AddSingleton<ModelService>();
        services.AddSingleton<ReadinessService>();
        services.AddHostedService<KeyFollowerJob>();
        services.AddHostedService<AlarmJob>();
        services.AddIngestion();
        services.AddBus(options);
        services.AddHostedService<FollowerJob>();
        services.AddHostedService<MarketWatchJob>();
    }
}
