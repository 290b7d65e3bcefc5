using System.Security.Cryptography;
using System.Text;
using ImpactService.ImpactApi.Idempotency;
using Microsoft.Extensions.DependencyInjection;

namespace ImpactService.Tests.ImpactApi.Idempotency;

[Collection(ApiCollection.Name)]
public class IdempotencyMiddlewareTests(ApiFixture api)
{
    private const string Order = """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT1M","asOf":"latest"}""";

    [Fact]
    public async Task Post_SameKeyAndBody_GivesTheFirstAnswerByteForByte()
    {
        string key = NewKey();
        (ApiReply first, bool firstAgain) = await PostAsync(key, Order);
        (ApiReply second, bool secondAgain) = await PostAsync(key, Order);
        Assert.Equal((200, 200, first.Text), (first.StatusCode, second.StatusCode, second.Text));
        Assert.Equal((false, true), (firstAgain, secondAgain));
        (ApiReply other, _) = await PostAsync(NewKey(), Order);
        Assert.NotEqual(first.String("estimateId"), other.String("estimateId"));
    }

    [Fact]
    public async Task Post_SameKeyOtherBody_IsRefused()
    {
        string key = NewKey();
        await PostAsync(key, Order);
        (ApiReply reply, _) = await PostAsync(key, Order.Replace("100", "200", StringComparison.Ordinal));
        reply.AssertProblem(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Post_WhileTheFirstIsBeingAnswered_IsAConflict()
    {
        string key = NewKey();
        MemoryIdempotency store = api.Services.GetRequiredService<MemoryIdempotency>();
        IdempotencyScope scope = new(null, "/v1/estimates", key);
        await store.ClaimAsync(scope, SHA256.HashData(Encoding.UTF8.GetBytes(Order)), CancellationToken.None);
        (ApiReply reply, _) = await PostAsync(key, Order);
        reply.AssertProblem(409, "request_in_flight");
        await store.ReleaseAsync(scope);
        Assert.Equal(200, (await PostAsync(key, Order)).Reply.StatusCode);
    }

    [Fact]
    public async Task Post_RefusedRequest_LeavesTheKeyFree()
    {
        string key = NewKey();
        (await PostAsync(key, "{}")).Reply.AssertProblem(400, "invalid_request");
        Assert.Equal(200, (await PostAsync(key, Order)).Reply.StatusCode);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a-key-of-nearly-three-hundred-characters-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Post_KeyThatIsNone_IsNamed(string key)
    {
        (ApiReply reply, _) = await PostAsync(key, Order);
        reply.AssertProblem(400, "invalid_request");
        Assert.NotNull(reply.ErrorAt("/header/Idempotency-Key"));
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private async Task<(ApiReply Reply, bool IsReplayed)> PostAsync(string key, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/estimates") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(IdempotencyMiddleware.Header, key);
        using HttpResponseMessage response = await api.Client.SendAsync(request);
        return (await ApiReply.ReadAsync(response), response.Headers.Contains(IdempotencyMiddleware.ReplayedHeader));
    }
}
