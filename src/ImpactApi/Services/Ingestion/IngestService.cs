using System.Threading.RateLimiting;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Ingestion;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.ImpactApi.Services.Ingestion;

/// <summary>Bodies of rows on their way into the store: a few at a time, a few more wait, and whoever comes then is told when to come again.</summary>
internal sealed class IngestService(StreamIngestion ingestion, ImpactStore store, ServiceMeter meter, ImpactOptions options) : IDisposable
{
    /// <summary>A body of a second's rows is written in a fraction of one.</summary>
    private const int QueueRetrySeconds = 1;

    /// <summary>A store that was restarted is back by then.</summary>
    private const int StoreRetrySeconds = 5;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.IngestConcurrency, QueueLimit = options.IngestQueue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public void Dispose() => limiter.Dispose();

    public async Task<Outcome<IngestAnswer>> IngestAsync(IngestStream stream, IngestLookup lookup, HttpRequest request, CancellationToken cancellation)
    {
        if (StreamFormats.Of(request.ContentType) is not { } format)
            return new Refusal(ProblemCode.UnsupportedMediaType, $"the content type is '{FieldText.Cut(request.ContentType ?? "missing")}'; send application/x-ndjson or text/csv in UTF-8");
        using RateLimitLease lease = await limiter.AcquireAsync(1, cancellation);
        if (!lease.IsAcquired)
            return new Refusal(ProblemCode.QueueFull, $"{options.IngestConcurrency} bodies are being written and {options.IngestQueue} wait") { RetryAfterSeconds = QueueRetrySeconds };
        IngestRequest ingest = new(stream, format, lookup.AfterSequence, lookup.Calendar, lookup.Currency);
        IngestReport report = await ingestion.IngestAsync(ingest, request.Body, cancellation);
        foreach (RowReason reason in report.Rejects)
            meter.Rejected(reason.Reason, reason.Count);
        return report.Failure is { } failure ? Refuse(failure, report) : ToAnswer(stream.Name, report);
    }

    public async Task<Outcome<StreamAnswer>> FindAsync(IngestStream stream, CancellationToken cancellation)
    {
        if (await store.Streams.FindAsync(stream, cancellation) is not { } position)
            return new Refusal(ProblemCode.UnknownStream, $"no row of a {stream.Kind.Text()} stream '{stream.Name}' has come");
        return new StreamAnswer { Stream = stream.Name, LastSequence = position.LastSequence, Accepted = position.Accepted, Rejected = position.Rejected, LastTime = position.LastTime };
    }

    private static Refusal Refuse(IngestFailure failure, IngestReport report)
    {
        Refusal refusal = failure switch
        {
            IngestFailure.Busy => new Refusal(ProblemCode.StreamBusy, report.FailureText!) { RetryAfterSeconds = QueueRetrySeconds },
            IngestFailure.Moved => new Refusal(ProblemCode.StreamBusy, $"{report.FailureText}; send again from lastSequence on") { RetryAfterSeconds = QueueRetrySeconds },
            IngestFailure.SequenceGap => new Refusal(ProblemCode.SequenceGap, report.FailureText!),
            IngestFailure.TooLarge => new Refusal(ProblemCode.RequestTooLarge, $"{report.FailureText}; send the rest as another body"),
            IngestFailure.TooSlow => new Refusal(ProblemCode.RequestTimeout, $"{report.FailureText}; send the rest as another body"),
            IngestFailure.StoreUnavailable => new Refusal(ProblemCode.StoreUnavailable, $"{report.FailureText}; send again from lastSequence on") { RetryAfterSeconds = StoreRetrySeconds },
            _ => new Refusal(ProblemCode.InvalidRequest, report.FailureText!),
        };
        return refusal with { LastSequence = failure is IngestFailure.Busy ? null : report.LastSequence };
    }

    private static IngestAnswer ToAnswer(string stream, IngestReport report) => new()
    {
        Stream = stream,
        Rows = report.Rows,
        Accepted = report.Accepted,
        Duplicates = report.Duplicates,
        Rejected = report.Rejected,
        Late = report.Late,
        RejectedByReason = [.. report.Rejects.Select(ToAnswer)],
        NotStoredByReason = [.. report.NotStored.Select(ToAnswer)],
        LastSequence = report.LastSequence,
    };

    private static RowReasonAnswer ToAnswer(RowReason reason) => new()
    {
        Reason = reason.Reason,
        Count = reason.Count,
        Examples = [.. reason.Examples.Select(e => new RowFaultAnswer { Line = e.Line, Sequence = e.Sequence, Field = e.Field, Value = e.Value, Expected = e.Expected })],
    };
}
