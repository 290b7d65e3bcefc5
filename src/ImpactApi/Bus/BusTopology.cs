using RabbitMQ.Client;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Exchanges and queues. Feed handlers publish to <see cref="Rows"/>; its messages lie in the queue of the same name until they are committed, taken by one consumer at a time so that the order of
/// each stream stays, and by another when that one is gone. What cannot be taken goes to <see cref="DeadLetters"/>. Commits are told to every replica through <see cref="Commits"/>.
/// </summary>
internal sealed class BusTopology(string name)
{
    public string Rows { get; } = $"{name}.rows";

    public string DeadLetters { get; } = $"{name}.dead";

    public string Commits { get; } = $"{name}.commits";

    public async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        Dictionary<string, object?> arguments = new() { ["x-single-active-consumer"] = true, ["x-dead-letter-exchange"] = DeadLetters };
        await channel.ExchangeDeclareAsync(DeadLetters, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(DeadLetters, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation);
        await channel.QueueBindAsync(DeadLetters, DeadLetters, "", cancellationToken: cancellation);
        await channel.ExchangeDeclareAsync(Rows, ExchangeType.Topic, durable: true, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(Rows, durable: true, exclusive: false, autoDelete: false, arguments: arguments, cancellationToken: cancellation);
        await channel.QueueBindAsync(Rows, Rows, "#", cancellationToken: cancellation);
        await channel.ExchangeDeclareAsync(Commits, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
    }
}
