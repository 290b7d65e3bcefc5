using ImpactService.DataAccess.Ingestion;
using ImpactService.ImpactApi.Observing;
using RabbitMQ.Client;

namespace ImpactService.ImpactApi.Bus;

/// <summary>What became of a message.</summary>
internal enum RowsVerdict
{
    Committed,

    /// <summary>It will never be taken: it goes to the dead letters.</summary>
    Poison,
}

/// <summary>
/// Commits messages of rows to the store and acknowledges each after its commit. The broker may deliver a message twice; its rows are stored once, because their identity is (stream, sequence).
/// A store that is away is waited for: the message stays unacknowledged, and those behind it stay in the queue.
/// </summary>
internal sealed class RowsConsumer(StreamIngestion ingestion, ServiceMeter meter, Alarms alarms, TimeProvider clock, ILogger<RowsConsumer> log)
{
    private static readonly TimeSpan retryFirst = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan retryMax = TimeSpan.FromSeconds(2);

    private long poisoned;

    /// <summary>Messages that went to the dead letters.</summary>
    public long Poisoned => Interlocked.Read(ref poisoned);

    public async Task<RowsVerdict> TakeAsync(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        (IngestRequest? request, string? fault) = RowsMessage.Read(properties);
        if (request is null)
            return Poison(fault!, properties);
        TimeSpan wait = retryFirst;
        while (true)
        {
            using MemoryStream stream = new(body.ToArray(), writable: false);
            IngestReport report = await ingestion.IngestAsync(request, stream, cancellation);
            foreach (RowReason reason in report.Rejects)
                meter.Rejected(reason.Reason, reason.Count);
            if (report.Failure is null)
                return report.Rows > 0 && report.Rejected == report.Rows ? Poison($"every row was rejected: {Reasons(report)}", properties) : Committed(report, request);
            if (report.Failure is not (IngestFailure.StoreUnavailable or IngestFailure.Busy or IngestFailure.Moved))
                return Poison(report.FailureText!, properties);
            await Task.Delay(wait, clock, cancellation);
            wait = wait * 2 < retryMax ? wait * 2 : retryMax;
        }
    }

    private RowsVerdict Committed(IngestReport report, IngestRequest request)
    {
        if (report.Rejected > 0)
            log.LogWarning("stream {Stream}: {Rejected} of {Rows} rows of a message were rejected: {Reasons}", request.Stream.Name, report.Rejected, report.Rows, Reasons(report));
        return RowsVerdict.Committed;
    }

    private RowsVerdict Poison(string reason, IReadOnlyBasicProperties properties)
    {
        long count = Interlocked.Increment(ref poisoned);
        alarms.Raise(AlarmCode.DeadLetters, $"{count} messages of this process went to the dead letters; the last: {reason}");
        log.LogError("message {Id} goes to the dead letters: {Reason}", properties.MessageId, reason);
        return RowsVerdict.Poison;
    }

    private static string Reasons(IngestReport report) => string.Join(", ", report.Rejects.Select(r => $"{r.Reason} {r.Count}"));
}
