using System.Data.Common;
using ImpactService.ImpactApi.Observing;
using RabbitMQ.Client;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Messages whose stream has a gap before them. They wait in a queue of their own, so that other streams go on, and are judged again once their stream has come further, in the order in which they
/// came: whoever sends the missing rows, over the bus or over HTTP, need not send these again. Looks at the dead letters too, whose alarm stands for as long as there are any.
/// </summary>
internal sealed class HeldRows
{
    /// <summary>One look costs a question to the broker, and one to the store for each stream with a gap.</summary>
    private static readonly TimeSpan lookEvery = TimeSpan.FromSeconds(1);

    private readonly RowsConsumer consumer;
    private readonly StreamGaps gaps;
    private readonly Alarms alarms;
    private readonly TimeProvider clock;
    private readonly ILogger<HeldRows> log;
    private long waiting;

    public HeldRows(RowsConsumer consumer, StreamGaps gaps, StateGauges gauges, Alarms alarms, TimeProvider clock, ILogger<HeldRows> log)
    {
        (this.consumer, this.gaps, this.alarms, this.clock, this.log) = (consumer, gaps, alarms, clock, log);
        gauges.AddQueue("held", () => Interlocked.Read(ref waiting));
    }

    /// <summary>Returns when the broker has it: only then may the original be acknowledged.</summary>
    /// <param name="channel">One with confirmations.</param>
    public static ValueTask HoldAsync(IChannel channel, string queue, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(properties) { DeliveryMode = DeliveryModes.Persistent, UserId = null }, body, cancellation);

    /// <summary>Looks after the queues for as long as the connection stands.</summary>
    public async Task RunAsync(IChannel channel, BusTopology topology, CancellationToken cancellation)
    {
        while (true)
        {
            uint count = await channel.MessageCountAsync(topology.Held, cancellation);
            Interlocked.Exchange(ref waiting, count);
            if (count > 0 && await IsWorthATryAsync(cancellation))
                await TakeUpAsync(channel, topology.Held, count, cancellation);
            TellDeadLetters(await channel.MessageCountAsync(topology.DeadLetters, cancellation), topology.DeadLetters);
            await Task.Delay(lookEvery, clock, cancellation);
        }
    }

    /// <summary>Whoever put one there has raised the alarm with the reason; after a restart the number is all that is known.</summary>
    private void TellDeadLetters(uint count, string queue)
    {
        if (count == 0)
            alarms.Clear(AlarmCode.DeadLetters);
        else if (!alarms.Standing.Any(a => a.Code == AlarmCode.DeadLetters))
            alarms.Raise(AlarmCode.DeadLetters, $"{count} messages wait in {queue}");
    }

    /// <summary>A process that has just come does not know of the gaps yet.</summary>
    private async Task<bool> IsWorthATryAsync(CancellationToken cancellation)
    {
        try
        {
            return gaps.IsEmpty || await gaps.HaveMovedAsync(cancellation);
        }
        catch (DbException)
        {
            return false;
        }
    }

    /// <summary>Those that still have to wait go back to their places.</summary>
    private async Task TakeUpAsync(IChannel channel, string queue, uint count, CancellationToken cancellation)
    {
        gaps.Forget();
        (ulong lastHeld, int taken) = (0, 0);
        for (uint i = 0; i < count && await channel.BasicGetAsync(queue, autoAck: false, cancellation) is { } message; i++)
        {
            RowsVerdict verdict = await consumer.TakeAsync(message.BasicProperties, message.Body, cancellation);
            if (verdict == RowsVerdict.Gap)
                lastHeld = message.DeliveryTag;
            else if (verdict == RowsVerdict.Committed)
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
            else
                await channel.BasicRejectAsync(message.DeliveryTag, requeue: false, cancellation);
            taken += verdict == RowsVerdict.Committed ? 1 : 0;
        }

        if (lastHeld > 0)
            await channel.BasicNackAsync(lastHeld, multiple: true, requeue: true, cancellation);
        gaps.ClearClosed();
        if (taken > 0)
            log.LogInformation("{Taken} of {Count} held messages are committed", taken, count);
    }
}
