using System.Net.Sockets;
using System.Text;
using ImpactService.ImpactModels.Market;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>
/// A feed handler on the bus as it should be: publishes one stream in small messages, persistent and mandatory, goes on when the broker has confirmed one, and after a failure begins again behind the
/// last confirmed row.
/// </summary>
internal sealed class BusFeed(string uri, string bus)
{
    public const string Header = "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";
    public const string Stream = "feed";
    public const int RowsPerMessage = 50;

    private static readonly TimeSpan pause = TimeSpan.FromSeconds(0.02);
    private static readonly TimeSpan heartbeat = TimeSpan.FromSeconds(2);

    private static readonly Timestamp open = TradingCalendar.Parse("09:30-16:00 America/New_York").SessionOn(TestMarket.LastDate).Open.AddSeconds(3_600);

    /// <summary>Every row up to here is the broker's.</summary>
    public long Confirmed { get; private set; }

    /// <summary>How often the connection had to be made anew.</summary>
    public int Failures { get; private set; }

    public static Timestamp TimeOf(long row) => open.AddSeconds(row * 0.1);

    /// <summary>A moving market: three quotes, then a trade.</summary>
    public static string Rows(long first, int count)
    {
        StringBuilder rows = new();
        for (long i = first; i < first + count; i++)
        {
            double tick = i % 13 * 0.01;
            rows.Append(i % 4 == 0
                ? FormattableString.Invariant($"{i},{TimeOf(i)},{TestMarket.Share},trade,{100 + tick},{1 + i % 50},,,,,\n")
                : FormattableString.Invariant($"{i},{TimeOf(i)},{TestMarket.Share},quote,,,,{99.9 + tick},{100 + i % 30},{100.1 + tick},{100 + i % 70}\n"));
        }

        return rows.ToString();
    }

    public static Task<IChannel> OpenAsync(IConnection connection) =>
        connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    /// <summary>Returns when the broker has the message; throws when no queue would take it.</summary>
    public static async Task PublishAsync(IChannel channel, string bus, string stream, string body, string contentType = "text/csv")
    {
        BasicProperties properties = new()
        {
            ContentType = contentType, DeliveryMode = DeliveryModes.Persistent, MessageId = Guid.NewGuid().ToString("N"),
            Headers = new Dictionary<string, object?> { ["kind"] = "market-data", ["stream"] = stream, ["after"] = null },
        };
        await channel.BasicPublishAsync($"{bus}.rows", "market-data", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                ConnectionFactory factory = new() { Uri = new Uri(uri), AutomaticRecoveryEnabled = false, RequestedHeartbeat = heartbeat };
                await using IConnection connection = await factory.CreateConnectionAsync(CancellationToken.None);
                await using IChannel channel = await OpenAsync(connection);
                await PublishUntilAsync(channel, end);
            }
            catch (Exception gone) when (gone is RabbitMQClientException or IOException or SocketException or TimeoutException or OperationCanceledException)
            {
                Failures++;
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }

    private async Task PublishUntilAsync(IChannel channel, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await PublishAsync(channel, bus, Stream, Header + Rows(Confirmed + 1, RowsPerMessage));
            Confirmed += RowsPerMessage;
            await Task.Delay(pause, CancellationToken.None);
        }
    }
}
