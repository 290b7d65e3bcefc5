using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Faults;

/// <summary>Clients that send for ever, or hardly at all, to a real server: each is ended with a reason, and the process goes on.</summary>
[Collection(ApiCollection.Name)]
public sealed class BadClientTests(ApiFixture api) : IAsyncLifetime
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(30);

    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;

    public Task InitializeAsync()
    {
        factory = ApiFixture.Create(api.ConnectionString, api.Clock, ("IngestBodyBytes", "1000000"));
        factory.UseKestrel(0);
        factory.StartServer();
        client = factory.CreateClient();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await factory.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1/market-data?stream=endless", "text/csv", "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n")]
    [InlineData("/v1/market-data?stream=endless.line", "application/x-ndjson", "{\"sequence\":1")]
    [InlineData("/v1/signals?stream=endless.3", "application/x-ndjson", "garbage\n")]
    [InlineData("/v1/estimates", "application/json", "{")]
    public async Task EndlessBody_IsCutWithAReason(string address, string contentType, string start)
    {
        using TcpClient socket = await ConnectAsync();
        NetworkStream stream = socket.GetStream();
        await SendHeadAsync(stream, address, contentType);
        Task<string> answer = ReadAsync(stream);
        await SendChunkAsync(stream, start);
        string more = new(' ', 16_384);
        for (int chunk = 0; chunk < 10_000 && !answer.IsCompleted; chunk++)
        {
            try
            {
                await SendChunkAsync(stream, more);
            }
            catch (IOException)
            {
                break;
            }
        }

        Assert.StartsWith("HTTP/1.1 413", await answer.WaitAsync(limit), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task ClientThatSaysNothingMore_IsEndedWithAReasonAndTheStreamIsFreeAgain()
    {
        using TcpClient socket = await ConnectAsync();
        NetworkStream stream = socket.GetStream();
        await SendHeadAsync(stream, "/v1/market-data?stream=slow.client", "text/csv");
        await SendChunkAsync(stream, "sequence,event_time");
        Assert.StartsWith("HTTP/1.1 408", await ReadAsync(stream).WaitAsync(limit), StringComparison.Ordinal);
        using StringContent body = new("sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n", Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/v1/market-data?stream=slow.client", body)).StatusCode);
    }

    [Fact]
    public async Task ClientThatGoesAway_LeavesTheStreamFree()
    {
        using (TcpClient socket = await ConnectAsync())
        {
            await SendHeadAsync(socket.GetStream(), "/v1/market-data?stream=gone.client", "text/csv");
            await SendChunkAsync(socket.GetStream(), "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n");
            await Task.Delay(200);
        }

        using StringContent body = new("sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n", Encoding.UTF8, "text/csv");
        await ModelFixture.EventuallyAsync(async () => (await client.PostAsync("/v1/market-data?stream=gone.client", body)).StatusCode == HttpStatusCode.OK);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        TcpClient socket = new();
        await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
        return socket;
    }

    private static Task SendHeadAsync(NetworkStream stream, string address, string contentType) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n")).AsTask();

    private static Task SendChunkAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{text.Length:x}\r\n{text}\r\n"))).AsTask();

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[4_096];
        StringBuilder text = new();
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and int read)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A server that cuts a client that still sends may reset the connection after its answer.
        }

        return text.ToString();
    }
}
