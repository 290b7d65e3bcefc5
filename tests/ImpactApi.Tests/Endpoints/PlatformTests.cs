using System.Net;

namespace ImpactService.Tests.ImpactApi.Endpoints;

/// <summary>Health, pages, and what routing itself answers.</summary>
[Collection(ApiCollection.Name)]
public class PlatformTests(ApiFixture api)
{
    [Fact]
    public async Task Live_Always_Ok() => Assert.Equal("live", (await api.GetAsync("/health/live")).String("status"));

    [Fact]
    public async Task Ready_Warm_SaysStoreModelAndRung()
    {
        ApiReply reply = await api.GetAsync("/health/ready");
        Assert.Equal((200, "ready"), (reply.StatusCode, reply.String("status")));
        Assert.True(reply.At("storeReachable").GetBoolean());
        Assert.True(reply.At("migrationsApplied").GetBoolean());
        Assert.Contains(reply.String("rung"), (string[])["learned", "parametric"]);
        Assert.Equal(reply.Number("instruments"), reply.Number("instrumentsWarm"));
    }

    [Fact]
    public async Task Root_InABrowser_IsThePageOrSaysWhatToInstall()
    {
        using HttpResponseMessage response = await api.Client.GetAsync("/");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Matches("main\\.js|Install Node", await response.Content.ReadAsStringAsync());
        using HttpResponseMessage swagger = await api.Client.GetAsync("/swagger/index.html");
        Assert.Equal(HttpStatusCode.OK, swagger.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/v1/estimates", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/models", 405, "method_not_allowed")]
    [InlineData("PUT", "/v1/instruments/ELM", 405, "method_not_allowed")]
    [InlineData("POST", "/health/live", 405, "method_not_allowed")]
    [InlineData("BREW", "/v1/models", 405, "method_not_allowed")]
    public async Task Routing_NoSuchRouteOrMethod_IsAProblem(string method, string address, int status, string code)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), address);
        using HttpResponseMessage response = await api.Client.SendAsync(request);
        (await ApiReply.ReadAsync(response)).AssertProblem(status, code);
    }

    [Fact]
    public async Task Models_List_NamesTheActiveOne()
    {
        ApiReply reply = await api.GetAsync("/v1/models");
        Assert.Equal(200, reply.StatusCode);
        (await api.GetAsync("/v1/models/none")).AssertProblem(404, "unknown_model");
        (await api.GetAsync($"/v1/models/{new string('m', 5_000)}")).AssertProblem(404, "unknown_model");
    }
}
