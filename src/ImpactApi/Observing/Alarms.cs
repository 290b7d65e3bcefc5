using System.Collections.Concurrent;
using System.Collections.Immutable;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Observing;

/// <summary>
/// The alarms that stand, at most <see cref="StandingMax"/>, and those that ended last, at most <see cref="EndedMax"/>: health shows both, the log gets the beginning and the end of each. An
/// alarm is raised as often as its cause is seen, from any thread, and cleared by whoever sees that the cause is gone; raising one that stands with the same words costs a look-up.
/// </summary>
internal sealed class Alarms(TimeProvider clock, ILogger<Alarms> log)
{
    /// <summary>2,000 instruments may go silent at once; a list of that length helps nobody.</summary>
    public const int StandingMax = 100;

    /// <summary>Enough to see what happened overnight; the log has all of them.</summary>
    public const int EndedMax = 20;

    private readonly ConcurrentDictionary<(AlarmCode Code, string Subject), Alarm> standing = new();
    private ImmutableList<EndedAlarm> ended = [];
    private long passedOver;

    /// <summary>The oldest first.</summary>
    public ImmutableArray<Alarm> Standing => [.. standing.Values.OrderBy(a => a.Since).ThenBy(a => a.Code)];

    /// <summary>Those of this process that are over, the last first.</summary>
    public IReadOnlyList<EndedAlarm> Ended => Volatile.Read(ref ended);

    public int Count => standing.Count;

    /// <summary>Alarms that found the list full.</summary>
    public long PassedOver => Interlocked.Read(ref passedOver);

    /// <param name="text">What is the matter, with figures; the words of the last raising stand.</param>
    /// <param name="subject">Which of several: an instrument, a queue; empty where there is one only.</param>
    public void Raise(AlarmCode code, string text, string subject = "")
    {
        if (standing.TryGetValue((code, subject), out Alarm? known))
            Restate(known, text);
        else if (standing.Count >= StandingMax)
            Interlocked.Increment(ref passedOver);
        else if (standing.TryAdd((code, subject), new Alarm(code, subject, text, clock.GetUtcNow())))
            log.LogError("alarm {Code} {Subject}: {Text}", WireName.Of(code), subject, text);
    }

    public void Clear(AlarmCode code, string subject = "")
    {
        if (standing.IsEmpty || !standing.TryRemove((code, subject), out Alarm? over))
            return;
        EndedAlarm last = new(over, clock.GetUtcNow());
        ImmutableInterlocked.Update(ref ended, (kept, added) => [added, .. kept.Take(EndedMax - 1)], last);
        log.LogWarning("alarm {Code} {Subject} is over; it stood for {Seconds:F0} s", WireName.Of(code), subject, (last.Until - over.Since).TotalSeconds);
    }

    private void Restate(Alarm known, string text)
    {
        if (known.Text != text)
            standing.TryUpdate((known.Code, known.Subject), known with { Text = text }, known);
    }
}

/// <summary>One alarm that stands.</summary>
internal sealed record Alarm(AlarmCode Code, string Subject, string Text, DateTimeOffset Since);

/// <summary>One alarm that is over.</summary>
internal sealed record EndedAlarm(Alarm Alarm, DateTimeOffset Until);
