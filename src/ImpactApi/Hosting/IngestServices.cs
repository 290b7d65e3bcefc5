using ImpactService.DataAccess;
using ImpactService.DataAccess.Ingestion;
using ImpactService.ImpactApi.Bus;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactApi.Jobs;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactApi.Services.Ingestion;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What takes rows in.</summary>
internal static class IngestServices
{
    public static void AddIngestion(this IServiceCollection services)
    {
        services.AddSingleton<FollowerSignal>();
        services.AddSingleton(CreateIngestion);
        services.AddSingleton<IngestService>();
        services.AddSingleton<StoreIdempotency>();
        services.AddHostedService<SummaryJob>();
    }

    private static StreamIngestion CreateIngestion(IServiceProvider services)
    {
        ImpactOptions options = services.GetRequiredService<ImpactOptions>();
        IngestLimits limits = new()
        {
            BatchRows = options.IngestBatch,
            BodyBytesMax = options.IngestBodyBytes,
            BodyTimeMax = TimeSpan.FromSeconds(options.IngestBodySeconds),
        };
        LiveMarkets markets = services.GetRequiredService<LiveMarkets>();
        FollowerSignal signal = services.GetRequiredService<FollowerSignal>();
        CommitNotices notices = services.GetRequiredService<CommitNotices>();
        return new StreamIngestion(services.GetRequiredService<ImpactStore>(), services.GetRequiredService<TimeProvider>(), limits, Publish);

        void Publish(CommittedBatch batch)
        {
            markets.Apply(batch.Receipt.CommitNumber, [.. batch.Events.Select(e => new CommittedRows(e.Instrument.Symbol, [.. e.Events]))]);
            // An instrument that is new has no live market yet.
            HashSet<string> known = [.. markets.Instruments.Select(i => i.Symbol)];
            if (!batch.Events.All(e => known.Contains(e.Instrument.Symbol)))
                signal.Wake();
            notices.Add(batch.Receipt.CommitNumber);
        }
    }
}
