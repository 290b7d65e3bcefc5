using System.Net.Http.Headers;
using System.Text;
using ImpactService.ImpactModels.Market;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ImpactService.Tests.ImpactApi.Endpoints;

/// <summary>Streams of rows over HTTP: what is accepted is in the store and in the next answers; everything else has a reason.</summary>
[Collection(ApiCollection.Name)]
public class IngestTests(ApiFixture api)
{
    private const string Header = "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";

    private static readonly Timestamp open = TradingCalendar.Parse("09:30-16:00 America/New_York").SessionOn(new DateOnly(2025, 10, 30)).Open;

    [Fact]
    public async Task Post_CsvOfANewInstrument_IsStoredAndSoonLive()
    {
        string query = "stream=new.1&session=09:30-16:00%20America/New_York&currency=EUR";
        ApiReply reply = await PostAsync("market-data", query, "text/csv", Header + Quotes("INGESTED", 1, 120));
        Assert.Equal((200, 120, 0, 0, 120), (reply.StatusCode, (int)reply.Number("accepted"), (int)reply.Number("duplicates"), (int)reply.Number("rejected"), (int)reply.Number("lastSequence")));
        Assert.Equal(120, (int)(await PostAsync("market-data", query, "text/csv", Header + Quotes("INGESTED", 1, 120))).Number("duplicates"));
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/INGESTED")) is { StatusCode: 200 } found && found.At("lastEventTime").ToString() == open.AddSeconds(120).ToString());
        ApiReply next = await PostAsync("market-data", query, "text/csv", Header + Quotes("INGESTED", 121, 60));
        Assert.Equal(60, (int)next.Number("accepted"));
        await EventuallyAsync(async () => (await api.GetAsync("/v1/instruments/INGESTED")).String("lastEventTime") == open.AddSeconds(180).ToString());
        ApiReply position = await api.GetAsync("/v1/market-data/streams/new.1");
        Assert.Equal((180, 180), ((int)position.Number("lastSequence"), (int)position.Number("accepted")));
    }

    [Fact]
    public async Task Post_NdjsonWithBadRows_SaysWhichAndWhy()
    {
        string body = $$"""
            {"sequence":1,"eventTime":"{{open}}","instrument":"ELM","type":"trade","price":-5,"size":1}
            {"sequence":2,"eventTime":"{{open}}","instrument":"ELM","type":"trade","prise":5,"size":1}
            {"sequence":3,"eventTime":"{{open.AddSeconds(-4000)}}","instrument":"ELM","type":"trade","price":5,"size":1}
            nonsense
            """;
        ApiReply reply = await PostAsync("market-data", "stream=bad.1", "application/x-ndjson", body);
        Assert.Equal((200, 0, 3, 4, 3), (reply.StatusCode, (int)reply.Number("accepted"), (int)reply.Number("rejected"), (int)reply.Number("rows"), (int)reply.Number("lastSequence")));
        Assert.Equal(["non-positive-price", "unknown-field", "unparsable"], reply.Items("rejectedByReason").Select(r => r.GetProperty("reason").GetString()).Order());
        Assert.Equal("outside-session", reply.String("notStoredByReason", "0", "reason"));
        ApiReply examples = reply with { Json = reply.Items("rejectedByReason").Single(r => r.GetProperty("reason").GetString() == "non-positive-price") };
        Assert.Equal((1, 1, "price", "-5"), ((int)examples.Number("examples", "0", "line"), (int)examples.Number("examples", "0", "sequence"), examples.String("examples", "0", "field"), examples.String("examples", "0", "value")));
        Assert.Contains("1E-15", examples.String("examples", "0", "expected"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("market-data", "stream=a%20b", "text/csv", 400, "invalid_request")]
    [InlineData("market-data", "", "text/csv", 400, "invalid_request")]
    [InlineData("market-data", "stream=x&after=minus", "text/csv", 400, "invalid_request")]
    [InlineData("market-data", "stream=x&session=always", "text/csv", 400, "invalid_request")]
    [InlineData("market-data", "stream=x", "application/json", 415, "unsupported_media_type")]
    [InlineData("market-data", "stream=x", "text/csv; charset=latin1", 415, "unsupported_media_type")]
    [InlineData("market-data", "stream=x", "text/csv", 400, "invalid_request")]
    [InlineData("signals", "stream=x", "text/csv", 400, "invalid_request")]
    [InlineData("executions", "stream=x", "text/csv", 400, "invalid_request")]
    public async Task Post_RequestThatCannotBeTaken_IsAProblem(string kind, string query, string contentType, int status, string code) =>
        (await PostAsync(kind, query, contentType, "no,header\n1,2\n")).AssertProblem(status, code);

    [Fact]
    public async Task Post_EmptyNdjson_IsAnEmptyAnswer() =>
        Assert.Equal(0, (await PostAsync("signals", "stream=empty", "application/x-ndjson", "")).Number("rows"));

    [Fact]
    public async Task Post_RowsMissing_IsAConflictThatSaysWhereToGoOn()
    {
        ApiReply reply = await PostAsync("market-data", "stream=gap.1&session=24h", "text/csv", Header + Quotes("GAPPED", 7, 1));
        reply.AssertProblem(409, "sequence_gap");
        Assert.Equal(0, reply.Number("lastSequence"));
        Assert.Equal(1, (await PostAsync("market-data", "stream=gap.1&session=24h&after=0", "text/csv", Header + Quotes("GAPPED", 7, 1))).Number("accepted"));
    }

    [Fact]
    public async Task Post_WithIdempotencyKeyTwice_GivesTheFirstAnswerAgainAlsoFromAnotherProcess()
    {
        await using WebApplicationFactory<Program> other = ApiFixture.Create(api.ConnectionString, api.Clock);
        using HttpClient client = other.CreateClient();
        ApiReply first = await PostOnceAsync(api.Client, Quotes("KEYED", 1, 3));
        Assert.Equal((200, 3), (first.StatusCode, (int)first.Number("accepted")));
        Assert.Equal(first.Text, (await PostOnceAsync(client, Quotes("KEYED", 1, 3))).Text);
        (await PostOnceAsync(client, Quotes("KEYED", 1, 4))).AssertProblem(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Get_UnknownStream_IsAProblem() => (await api.GetAsync("/v1/market-data/streams/never")).AssertProblem(404, "unknown_stream");

    [Fact]
    public async Task Post_ExecutionsAndSignals_AreStored()
    {
        string executions = $$"""
            {"sequence":1,"type":"order","orderId":"http-1","instrument":"ELM","side":"sell","arrivalTime":"{{open}}","endTime":"{{open.AddSeconds(60)}}","quantity":10,"averagePrice":20}
            {"sequence":2,"type":"fill","orderId":"http-1","eventTime":"{{open.AddSeconds(1)}}","price":20,"size":10,"liquidity":"taker"}
            """;
        Assert.Equal(2, (await PostAsync("executions", "stream=e.1", "application/x-ndjson", executions)).Number("accepted"));
        Assert.Single(await api.Store.ParentOrders.ReadFillsAsync("http-1"));
        string signals = $"sequence,source,name,instrument,event_time,known_time,value\n1,macro,surprise,,{open},,1.5\n";
        Assert.Equal(1, (await PostAsync("signals", "stream=s.1", "text/csv", signals)).Number("accepted"));
    }

    [Fact]
    public async Task Post_StoreAway_Is503WithRetryAfterAndGoesOnLater()
    {
        (string connection, string name) = await api.CopyDatabaseAsync();
        await using WebApplicationFactory<Program> other = ApiFixture.Create(connection, api.Clock);
        using HttpClient client = other.CreateClient();
        await ApiFixture.UntilReadyAsync(client);
        string body = Header + Quotes(TestMarket.Share, 1, 10);
        Assert.Equal(10, (await PostAsync("market-data", "stream=away", "text/csv", body, client)).Number("accepted"));
        await api.RenameDatabaseAsync(name, $"{name}_away");
        using HttpResponseMessage refused = await SendAsync("market-data", "stream=away", "text/csv", body + Quotes(TestMarket.Share, 11, 5), client);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        (await ApiReply.ReadAsync(refused)).AssertProblem(503, "store_unavailable");
        await api.RenameDatabaseAsync($"{name}_away", name);
        await EventuallyAsync(async () => (await PostAsync("market-data", "stream=away", "text/csv", body + Quotes(TestMarket.Share, 11, 5), client)) is { StatusCode: 200 } reply && reply.Number("lastSequence") == 15);
    }

    [Fact]
    public async Task Post_MoreBodiesThanFit_AreToldWhenToComeAgain()
    {
        await using WebApplicationFactory<Program> other = ApiFixture.Create(api.ConnectionString, api.Clock, ("IngestConcurrency", "1"), ("IngestQueue", "0"));
        other.UseKestrel(0);
        other.StartServer();
        // The factory's own client reads a body whole before it sends it.
        using HttpClient probe = other.CreateClient();
        using HttpClient client = new() { BaseAddress = probe.BaseAddress };
        await ApiFixture.UntilReadyAsync(client);
        using SlowContent slow = new(Header + Quotes("SLOWED", 1, 3));
        Task<HttpResponseMessage> first = client.PostAsync("/v1/market-data?stream=slow.1&session=24h", slow);
        await slow.Started;
        await EventuallyAsync(async () =>
        {
            Assert.False(first.IsCompleted, "the slow body was answered before its end");
            using HttpResponseMessage second = await SendAsync("market-data", "stream=slow.2", "text/csv", Header, client);
            if (second.StatusCode == System.Net.HttpStatusCode.OK)
                return false;
            Assert.NotNull(second.Headers.RetryAfter?.Delta);
            (await ApiReply.ReadAsync(second)).AssertProblem(429, "queue_full");
            return true;
        });
        slow.Finish();
        using HttpResponseMessage done = await first;
        Assert.Equal(3, (await ApiReply.ReadAsync(done)).Number("accepted"));
    }

    [Fact]
    public async Task Post_BodyBeyondItsLimit_KeepsWhatCameBefore()
    {
        await using WebApplicationFactory<Program> other = ApiFixture.Create(api.ConnectionString, api.Clock, ("IngestBodyBytes", "5000"), ("IngestBatch", "10"));
        using HttpClient client = other.CreateClient();
        ApiReply reply = await PostAsync("market-data", "stream=big.1&session=24h", "text/csv", Header + Quotes("BIGBODY", 1, 50_000), client);
        reply.AssertProblem(413, "request_too_large");
        ApiReply position = await api.GetAsync("/v1/market-data/streams/big.1");
        Assert.Equal(reply.Number("lastSequence"), position.Number("lastSequence"));
    }

    private static string Quotes(string symbol, int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(i => FormattableString.Invariant($"{i},{open.AddSeconds(i)},{symbol},quote,,,,99.99,500,100.01,500\n")));

    private static async Task<ApiReply> PostOnceAsync(HttpClient client, string rows)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/market-data?stream=keyed.1&session=24h") { Content = new StringContent(Header + rows, Encoding.UTF8, "text/csv") };
        request.Headers.Add("Idempotency-Key", "ingest-test-key");
        using HttpResponseMessage response = await client.SendAsync(request);
        return await ApiReply.ReadAsync(response);
    }

    private async Task<ApiReply> PostAsync(string kind, string query, string contentType, string body, HttpClient? client = null)
    {
        using HttpResponseMessage response = await SendAsync(kind, query, contentType, body, client ?? api.Client);
        return await ApiReply.ReadAsync(response);
    }

    private static async Task<HttpResponseMessage> SendAsync(string kind, string query, string contentType, string body, HttpClient client)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await client.PostAsync($"/v1/{kind}?{query}", content);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(100);
        }

        Assert.Fail("the service did not notice within 30 s");
    }

    /// <summary>A body whose second half waits until the test says so.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly byte[] bytes;
        private readonly TaskCompletionSource started = new(), finished = new();

        public SlowContent(string text)
        {
            bytes = Encoding.UTF8.GetBytes(text);
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        public Task Started => started.Task;

        public void Finish() => finished.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            await Task.Delay(300);
            started.SetResult();
            await finished.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
