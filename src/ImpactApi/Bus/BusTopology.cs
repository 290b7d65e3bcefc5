using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Exchanges and queues. Feed handlers publish to <see cref="Rows"/>; its messages lie in the queue of the same name until they are committed, taken by one consumer at a time so that the order of
/// each stream stays, and by another when that one is gone. Rows that came after missing ones wait in <see cref="Held"/>; what can never be taken goes to <see cref="DeadLetters"/>. Commits are told to
/// every replica through <see cref="Commits"/>. The queues are quorum queues: a message is confirmed to its publisher once it is synced to the disk (of most nodes, where there are several).
/// </summary>
internal sealed class BusTopology(string name)
{
    /// <summary>Brokers from version 4 on put a message aside that was delivered 20 times; a network that flaps over an afternoon must not do that to good rows.</summary>
    private const int DeliveriesMax = 1_000_000_000;

    private static readonly TimeSpan settling = TimeSpan.FromSeconds(3);

    public string Rows { get; } = $"{name}.rows";

    public string Held { get; } = $"{name}.held";

    public string DeadLetters { get; } = $"{name}.dead";

    public string Commits { get; } = $"{name}.commits";

    /// <summary>
    /// The queue of rows comes first and the exchange last, so that who publishes too early is told: a broker confirms what it has routed nowhere, and then drops it. What slips between exchange and binding
    /// goes to the dead letters. A new queue stands for a moment before: the broker syncs messages, but notes on disk only half a second later that there is such a queue, and one that is killed before
    /// (measured with 3.10) comes back without it.
    /// </summary>
    public async Task DeclareAsync(IConnection connection, IChannel channel, TimeProvider clock, CancellationToken cancellation)
    {
        bool isNew = !await HasRowsAsync(connection, cancellation);
        await channel.ExchangeDeclareAsync(DeadLetters, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await DeclareQueueAsync(channel, DeadLetters, [], cancellation);
        await channel.QueueBindAsync(DeadLetters, DeadLetters, "", cancellationToken: cancellation);
        await DeclareQueueAsync(channel, Held, DeadLettering(), cancellation);
        await DeclareQueueAsync(channel, Rows, new(DeadLettering()) { ["x-single-active-consumer"] = true }, cancellation);
        if (isNew)
            await Task.Delay(settling, clock, cancellation);
        await channel.ExchangeDeclareAsync(Rows, ExchangeType.Topic, durable: true, arguments: new Dictionary<string, object?> { ["alternate-exchange"] = DeadLetters }, cancellationToken: cancellation);
        await channel.QueueBindAsync(Rows, Rows, "#", cancellationToken: cancellation);
        await channel.ExchangeDeclareAsync(Commits, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
    }

    /// <summary>On a channel of its own, which the broker closes when there is no such queue.</summary>
    private async Task<bool> HasRowsAsync(IConnection connection, CancellationToken cancellation)
    {
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await channel.QueueDeclarePassiveAsync(Rows, cancellation);
            return true;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    /// <summary>A rejected message leaves its queue only when the dead letters have it.</summary>
    private Dictionary<string, object?> DeadLettering() =>
        new() { ["x-dead-letter-exchange"] = DeadLetters, ["x-dead-letter-strategy"] = "at-least-once", ["x-overflow"] = "reject-publish", ["x-delivery-limit"] = DeliveriesMax };

    private static Task DeclareQueueAsync(IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellation) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(arguments) { ["x-queue-type"] = "quorum" }, cancellationToken: cancellation);
}
