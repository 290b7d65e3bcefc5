using System.Data.Common;
using ImpactService.DataAccess.Ingestion;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Observing;
using RabbitMQ.Client;

namespace ImpactService.ImpactApi.Bus;

/// <summary>What became of a message.</summary>
internal enum RowsVerdict
{
    Committed,

    /// <summary>Rows before it are missing: it is held until they are there.</summary>
    Gap,

    /// <summary>It will never be taken: it goes to the dead letters.</summary>
    Poison,
}

/// <summary>
/// Commits messages of rows to the store and acknowledges each after its commit. The broker may deliver a message twice; its rows are stored once, because their identity is (stream, sequence).
/// A store that is away is waited for: the message stays unacknowledged, and those behind it stay in the queue.
/// </summary>
internal sealed class RowsConsumer(StreamIngestion ingestion, StreamGaps gaps, ServiceMeter meter, Alarms alarms, TimeProvider clock, ILogger<RowsConsumer> log)
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
            if (await TryIngestAsync(request, body, cancellation) is not { } report)
                return Poison("the store refused its rows", properties);
            foreach (RowReason reason in report.Rejects)
                meter.Rejected(reason.Reason, reason.Count);
            if (report.Failure is null)
                return report.Rows > 0 && report.Rejected == report.Rows ? Poison($"every row was rejected: {Reasons(report)}", properties) : Committed(report, request);
            if (report.Failure == IngestFailure.SequenceGap)
                return Gap(request.Stream, report);
            if (report.Failure is not (IngestFailure.StoreUnavailable or IngestFailure.Busy or IngestFailure.Moved))
                return Poison(report.FailureText!, properties);
            await Task.Delay(wait, clock, cancellation);
            wait = wait * 2 < retryMax ? wait * 2 : retryMax;
        }
    }

    /// <returns>Null when the store refused rows that had passed validation: another delivery would be refused too, and hold up all that is behind it.</returns>
    private async Task<IngestReport?> TryIngestAsync(IngestRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            using MemoryStream stream = new(body.ToArray(), writable: false);
            return await ingestion.IngestAsync(request, stream, cancellation);
        }
        catch (DbException refused)
        {
            alarms.Raise(AlarmCode.RowsRefused, $"the store refused rows of {request.Stream.SourceName} that had passed validation: {refused.Message}");
            log.LogError("the store refuses rows of {Stream}: {Reason}", request.Stream.SourceName, refused.Message);
            return null;
        }
    }

    private RowsVerdict Committed(IngestReport report, IngestRequest request)
    {
        if (report.Rejected > 0)
            log.LogWarning("stream {Stream}: {Rejected} of {Rows} rows of a message were rejected: {Reasons}", request.Stream.Name, report.Rejected, report.Rows, Reasons(report));
        return RowsVerdict.Committed;
    }

    private RowsVerdict Gap(IngestStream stream, IngestReport report)
    {
        gaps.Note(stream, report);
        return RowsVerdict.Gap;
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
