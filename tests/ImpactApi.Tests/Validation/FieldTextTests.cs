using System.Text.Json;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.Tests.ImpactApi.Validation;

public class FieldTextTests
{
    [Fact]
    public void Of_BytesThatAreNoUtf8_AreReplaced()
    {
        byte[] json = [(byte)'"', (byte)'a', 0xD7, (byte)'b', (byte)'"'];
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal("\"a\uFFFDb\"", FieldText.Of(document.RootElement));
    }

    [Fact]
    public void Of_Collections_AreSimpleValuesOrTheirNumber()
    {
        Assert.Equal("[\"magic\", null]", FieldText.Of(new string?[] { "magic", null }));
        Assert.Equal("[0, 1.5]", FieldText.Of(new[] { 0, 1.5 }));
        Assert.Equal("2 entries", FieldText.Of(new List<object> { new(), new() }));
        Assert.Equal("1 entry", FieldText.Of(new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Equal(FieldText.MaxValueLength, FieldText.Of(Enumerable.Repeat("long", 100).ToArray()).Length);
    }

    [Fact]
    public void Of_Elements_IsTheirContentOrTheirText()
    {
        using JsonDocument document = JsonDocument.Parse("""["a\u0041", 1.50, {"x": [null]}]""");
        Assert.Equal(["aA", "1.50", "{\"x\": [null]}"], document.RootElement.EnumerateArray().Select(e => FieldText.Of(e)));
    }
}
