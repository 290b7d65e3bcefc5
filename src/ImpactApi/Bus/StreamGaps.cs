using System.Collections.Concurrent;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Ingestion;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Observing;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Streams of the bus whose next rows are missing, with the sequence up to which each is durable. What came after the gap is held (<see cref="HeldRows"/>); an alarm says what has to be sent again.
/// </summary>
internal sealed class StreamGaps(ImpactStore store, Alarms alarms)
{
    private readonly ConcurrentDictionary<IngestStream, long> durable = new();

    public bool IsEmpty => durable.IsEmpty;

    /// <summary>The words of the first message behind a gap stand: its rows begin where the missing ones end.</summary>
    public void Note(IngestStream stream, IngestReport report)
    {
        if (durable.TryGetValue(stream, out long known) && known == report.LastSequence)
            return;
        durable[stream] = report.LastSequence;
        alarms.Raise(AlarmCode.StreamGap, $"rows of {stream.SourceName} are missing, and what came after them waits: {report.FailureText}", stream.SourceName);
    }

    /// <summary>Whether any of the streams has come further since.</summary>
    public async Task<bool> HaveMovedAsync(CancellationToken cancellation)
    {
        foreach ((IngestStream stream, long last) in durable)
        {
            if ((await store.Streams.FindAsync(stream, cancellation))?.LastSequence != last)
                return true;
        }

        return false;
    }

    /// <summary>Before everything that is held is judged again.</summary>
    public void Forget() => durable.Clear();

    /// <summary>Afterwards: ends the alarms of streams that go on.</summary>
    public void ClearClosed()
    {
        HashSet<string> open = [.. durable.Keys.Select(s => s.SourceName)];
        foreach (Alarm closed in alarms.Standing.Where(a => a.Code == AlarmCode.StreamGap && !open.Contains(a.Subject)))
            alarms.Clear(AlarmCode.StreamGap, closed.Subject);
    }
}
