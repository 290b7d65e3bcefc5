using System.Diagnostics;
using System.Diagnostics.Metrics;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactApi.Observing;

/// <summary>
/// What the service counts and times of itself; latency by endpoint is measured by the framework (http.server.request.duration). While nobody listens a call costs a comparison.
/// </summary>
internal sealed class ServiceMeter : IDisposable
{
    public const string Name = "ImpactService";

    /// <summary>The estimator takes tens of microseconds; the usual buckets begin at five milliseconds.</summary>
    private static readonly InstrumentAdvice<double> microseconds = new()
    {
        HistogramBucketBoundaries = [5e-6, 10e-6, 20e-6, 30e-6, 50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 50e-3],
    };

    private readonly Histogram<double> estimatorSeconds;
    private readonly Counter<long> estimates;
    private readonly Counter<long> rejectedRows;

    public ServiceMeter()
    {
        estimatorSeconds = Meter.CreateHistogram("impact.estimator.duration", "s", "From the feature vector to the distribution.", tags: null, microseconds);
        estimates = Meter.CreateCounter<long>("impact.estimates", "{estimate}", "Answers, by rung and reason.");
        rejectedRows = Meter.CreateCounter<long>("impact.rows.rejected", "{row}", "Rows of ingestion that were not stored, by reason.");
    }

    /// <summary>For gauges that read a state (<see cref="StateGauges"/>).</summary>
    public Meter Meter { get; } = new(Name);

    /// <summary>The moment before an estimate, for <see cref="Estimated"/>; 0 while nobody listens.</summary>
    public long Start() => estimatorSeconds.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Estimated(long start, Rung rung, RungReason reason)
    {
        if (start > 0)
            estimatorSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (estimates.Enabled)
            estimates.Add(1, KeyValuePair.Create<string, object?>("rung", WireName.Of(rung)), KeyValuePair.Create<string, object?>("reason", WireName.Of(reason)));
    }

    /// <param name="reason">One of a closed list.</param>
    public void Rejected(string reason, long rows) => rejectedRows.Add(rows, KeyValuePair.Create<string, object?>("reason", reason));

    public void Dispose() => Meter.Dispose();
}
