using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Hosting;

/// <summary>What only a real server shows: limits of request line and body, and bytes that are no HTTP.</summary>
[Collection(ApiCollection.Name)]
public class KestrelTests(ApiFixture api) : IAsyncLifetime
{
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;

    public Task InitializeAsync()
    {
        factory = ApiFixture.Create(api.ConnectionString, api.Clock);
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

    [Fact]
    public async Task Get_SymbolOfTenThousandCharacters_IsAProblem()
    {
        using HttpResponseMessage response = await client.GetAsync($"/v1/instruments/{new string('X', 10_000)}");
        (await ApiReply.ReadAsync(response)).AssertProblem(400, "invalid_request");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyAboveTheLimit_IsAProblem(bool chunked)
    {
        using ByteArrayContent content = new(Encoding.ASCII.GetBytes("{" + new string(' ', 2 << 20) + "}"));
        content.Headers.ContentType = new("application/json");
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/estimates") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using HttpResponseMessage response = await client.SendAsync(request);
        (await ApiReply.ReadAsync(response)).AssertProblem(413, "request_too_large");
    }

    [Fact]
    public async Task Send_NoHttp_LeavesTheServiceAlive()
    {
        foreach (string bytes in (string[])["GET /v1/estimates HTTP/9.9\r\n\r\n", "\0\u0001\u0002\r\n\r\n", "POST /v1/estimates HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "POST /v1/estimates HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])
        {
            string answer = await SendRawAsync(bytes);
            Assert.DoesNotContain("HTTP/1.1 5", answer.Replace("HTTP/1.1 505", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    private async Task<string> SendRawAsync(string bytes)
    {
        using TcpClient socket = new();
        await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        socket.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
