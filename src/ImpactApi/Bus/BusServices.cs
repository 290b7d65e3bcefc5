using ImpactService.ImpactApi.Hosting;

namespace ImpactService.ImpactApi.Bus;

/// <summary>The bus, where there is one.</summary>
internal static class BusServices
{
    public static void AddBus(this IServiceCollection services, ImpactOptions options)
    {
        services.AddSingleton<CommitNotices>();
        if (!options.Bus.IsOn)
            return;
        services.AddSingleton<StreamGaps>();
        services.AddSingleton<RowsConsumer>();
        services.AddSingleton<HeldRows>();
        services.AddSingleton<BusJob>();
        services.AddHostedService(provider => provider.GetRequiredService<BusJob>());
    }
}
