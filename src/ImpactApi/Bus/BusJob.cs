using System.Net.Sockets;
using System.Threading.Channels;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Keeps this process on the bus: connects, declares, consumes, and when the broker or the network to it is gone, connects again with back-off. Rows that were not acknowledged come again from the
/// broker.
/// </summary>
internal sealed class BusJob(RowsConsumer consumer, HeldRows held, CommitNotices notices, FollowerSignal follower, Alarms alarms, ImpactOptions options, TimeProvider clock, ILogger<BusJob> log) : BackgroundService
{
    private static readonly TimeSpan retryFirst = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan retryMax = TimeSpan.FromSeconds(5);

    /// <summary>A peer that is silent for so long is gone, whatever the network says.</summary>
    private static readonly TimeSpan heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Longer than any broker takes that is there.</summary>
    private static readonly TimeSpan connectLimit = TimeSpan.FromSeconds(10);

    private readonly BusTopology topology = new(options.Bus.Name);

    public bool IsConnected { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan wait = retryFirst;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryRunAsync(stoppingToken))
                wait = retryFirst;
            IsConnected = false;
            await Task.Delay(wait, clock, stoppingToken);
            wait = wait * 2 < retryMax ? wait * 2 : retryMax;
        }
    }

    /// <returns>True when the process was on the bus, however that ended: a broker that takes the connection and refuses the rest is not asked again at once.</returns>
    private async Task<bool> TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            ConnectionFactory factory = new()
            {
                Uri = new Uri(options.Bus.Uri!), AutomaticRecoveryEnabled = false, RequestedHeartbeat = heartbeat, RequestedConnectionTimeout = connectLimit, HandshakeContinuationTimeout = connectLimit,
                ClientProvidedName = "impact-service",
            };
            await using IConnection connection = await factory.CreateConnectionAsync(cancellation);
            await RunAsync(connection, cancellation);
        }
        catch (Exception gone) when (gone is RabbitMQClientException or IOException or SocketException or TimeoutException || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            log.LogWarning("the bus is away: {Reason}", gone.Message);
            alarms.Raise(AlarmCode.BusUnreachable, $"the broker does not answer: {gone.Message}");
        }

        return IsConnected;
    }

    private async Task RunAsync(IConnection connection, CancellationToken cancellation)
    {
        TaskCompletionSource<string> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, reason) =>
        {
            closed.TrySetResult(reason.ReplyText);
            return Task.CompletedTask;
        };
        await using IChannel rows = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
        await using IChannel waiting = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await using IChannel commits = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await topology.DeclareAsync(connection, rows, clock, cancellation);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await FollowCommitsAsync(commits, ended.Token);
        Task[] work = [ConsumeRowsAsync(rows, ended.Token), held.RunAsync(waiting, topology, ended.Token), notices.TellAsync(commits, topology.Commits, ended.Token)];
        IsConnected = true;
        alarms.Clear(AlarmCode.BusUnreachable);
        log.LogInformation("on the bus {Name}", options.Bus.Name);
        await Task.WhenAny([closed.Task, .. work, Task.Delay(Timeout.InfiniteTimeSpan, clock, ended.Token)]);
        await ended.CancelAsync();
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        string reason = closed.Task.IsCompleted ? await closed.Task : work.Select(w => w.Exception?.InnerException?.Message).FirstOrDefault(r => r is not null) ?? "unknown";
        log.LogWarning("the bus is gone: {Reason}", reason);
        alarms.Raise(AlarmCode.BusUnreachable, $"the connection to the broker ended: {reason}");
    }

    /// <summary>One after the other: the order of a stream is that of its queue.</summary>
    private async Task ConsumeRowsAsync(IChannel channel, CancellationToken cancellation)
    {
        Channel<BasicDeliverEventArgs> delivered = Channel.CreateUnbounded<BasicDeliverEventArgs>();
        AsyncEventingBasicConsumer basic = new(channel);
        basic.ReceivedAsync += (_, message) =>
        {
            // The client's buffer is its own again after this handler.
            byte[] body = message.Body.ToArray();
            return delivered.Writer.WriteAsync(new BasicDeliverEventArgs(message.ConsumerTag, message.DeliveryTag, message.Redelivered, message.Exchange, message.RoutingKey, message.BasicProperties, body), cancellation).AsTask();
        };
        await channel.BasicQosAsync(0, (ushort)options.Bus.Prefetch, global: false, cancellation);
        await channel.BasicConsumeAsync(topology.Rows, autoAck: false, basic, cancellation);
        await foreach (BasicDeliverEventArgs message in delivered.Reader.ReadAllAsync(cancellation))
        {
            RowsVerdict verdict = await consumer.TakeAsync(message.BasicProperties, message.Body, cancellation);
            if (verdict == RowsVerdict.Gap)
                await HeldRows.HoldAsync(channel, topology.Held, message.BasicProperties, message.Body, cancellation);
            if (verdict == RowsVerdict.Poison)
                await channel.BasicRejectAsync(message.DeliveryTag, requeue: false, cancellation);
            else
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
        }
    }

    /// <summary>A queue of this process alone, which goes with it.</summary>
    private async Task FollowCommitsAsync(IChannel channel, CancellationToken cancellation)
    {
        QueueDeclareOk own = await channel.QueueDeclareAsync(cancellationToken: cancellation);
        await channel.QueueBindAsync(own.QueueName, topology.Commits, "", cancellationToken: cancellation);
        AsyncEventingBasicConsumer basic = new(channel);
        basic.ReceivedAsync += (_, _) =>
        {
            follower.Wake();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(own.QueueName, autoAck: true, basic, cancellation);
        // What was committed while this process was off the bus.
        follower.Wake();
    }
}
