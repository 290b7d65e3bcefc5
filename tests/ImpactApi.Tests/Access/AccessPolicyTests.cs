using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Hosting;
using Microsoft.Extensions.Configuration;

namespace ImpactService.Tests.ImpactApi.Access;

[Collection(ApiCollection.Name)]
public class AccessPolicyTests(ApiFixture api)
{
    [Theory]
    [InlineData("http://localhost:8080", false)]
    [InlineData("http://127.0.0.1:8080;https://[::1]:8443", false)]
    [InlineData("http://unix:/run/impact.sock", false)]
    [InlineData("http://127.0.0.1:8080;http://0.0.0.0:8081", true)]
    [InlineData("http://*:8080", true)]
    [InlineData("http://[::]:8080", true)]
    [InlineData("http://desk-1:8080", true)]
    [InlineData("http://localhost.example.org:8080", true)]
    public void Of_Addresses_AsksForKeysBeyondLoopback(string urls, bool required) =>
        Assert.Equal(required, AccessPolicy.Of(new ImpactOptions(), Configuration(("urls", urls))).KeysRequired);

    [Fact]
    public void Of_KestrelEndpoints_CountInsteadOfUrls() =>
        Assert.True(AccessPolicy.Of(new ImpactOptions(), Configuration(("urls", "http://localhost:1"), ("Kestrel:Endpoints:Tls:Url", "https://0.0.0.0:8443"))).KeysRequired);

    [Theory]
    [InlineData("--urls=http://0.0.0.0:0")]
    [InlineData("--Impact:RequireKeys=true", "--urls=http://127.0.0.1:0")]
    [InlineData("--Kestrel:Endpoints:Any:Url=http://*:0")]
    public async Task RunAsync_KeyNeededAndNoneThere_IsRefused(params string[] args) =>
        Assert.Equal(1, await ImpactApp.RunAsync([$"--Impact:Connection={api.ConnectionString}", .. args]).WaitAsync(TimeSpan.FromSeconds(30)));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
}
