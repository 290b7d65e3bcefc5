using System.Threading.Channels;
using RabbitMQ.Client;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Tells the other replicas that something was committed, so that they follow at once instead of with their next look at the store. Only a hint: the store's order of commits says what there is,
/// and a lost notice costs a replica one interval of polling.
/// </summary>
internal sealed class CommitNotices
{
    private readonly Channel<long> due = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>From any thread, after a commit.</summary>
    public void Add(long commitNumber) => due.Writer.TryWrite(commitNumber);

    public async Task TellAsync(IChannel channel, string exchange, CancellationToken cancellation)
    {
        await foreach (long commit in due.Reader.ReadAllAsync(cancellation))
            await channel.BasicPublishAsync(exchange, "", System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{commit}")), cancellation);
    }
}
