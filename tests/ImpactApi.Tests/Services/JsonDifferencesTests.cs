using System.Text;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Services;

namespace ImpactService.Tests.ImpactApi.Services;

public class JsonDifferencesTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":1.0000000000000002}""", "/a:1:1.0000000000000002")]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,3]}}""", "/a/b/1:2:3")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "/a/1::2")]
    [InlineData("""{"a":1}""", """{"c":1}""", "/a:1:|/c::1")]
    [InlineData("""{"a":{}}""", """{"a":[]}""", "/a:{}:[]")]
    public void Between_TwoTexts_GivesPointers(string stored, string recomputed, string expected)
    {
        IReadOnlyList<ReplayDifference> differences = JsonDifferences.Between(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(recomputed));
        Assert.Equal(expected, string.Join('|', differences.Select(d => $"{d.Pointer}:{d.Stored}:{d.Recomputed}")));
    }

    [Fact]
    public void Between_EverythingDifferent_IsBounded()
    {
        string many = $"[{string.Join(',', Enumerable.Range(0, 1_000))}]";
        Assert.Equal(JsonDifferences.Max, JsonDifferences.Between(Encoding.UTF8.GetBytes(many), "[]"u8.ToArray()).Count);
    }
}
