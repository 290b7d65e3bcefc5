using ImpactService.DataAccess.Spooling;
using ImpactService.ImpactApi.Jobs;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What keeps the answers that were given.</summary>
internal static class RecordingServices
{
    public static void AddRecording(this IServiceCollection services, ImpactOptions options)
    {
        services.AddSingleton(_ => EstimateSpool.Open(options.Spool ?? Path.Combine(options.Data, "spool"), options.SpoolBytes));
        services.AddSingleton<StoreState>();
        services.AddSingleton<EstimateRecorder>();
        services.AddSingleton<AnswerWriter>();
        services.AddHostedService<RecorderJob>();
        services.AddHostedService<SpoolJob>();
    }
}
