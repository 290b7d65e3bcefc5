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
    public void Of_Elements_IsTheirContentOrTheirText()
    {
        using JsonDocument document = JsonDocument.Parse("""["a\u0041", 1.50, {"x": [null]}]""");
        Assert.Equal(["aA", "1.50", "{\"x\": [null]}"], document.RootElement.EnumerateArray().Select(e => FieldText.Of(e)));
    }
}
