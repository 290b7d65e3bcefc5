using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.DataAccess.Import.Reading;

public class LineReaderTests
{
    [Fact]
    public void TryRead_MixedLineEnds_LinesWithTheirNumbers()
    {
        Assert.Equal([(1, "a"), (2, "b"), (4, "c"), (6, "d")], Read("a\r\nb\n\nc\n\r\nd"));
    }

    [Fact]
    public void TryRead_ByteOrderMark_Ignored() => Assert.Equal([(1, "a,b")], Read("\uFEFFa,b\n"));

    [Fact]
    public void TryRead_EmptyStream_NoLine() => Assert.Empty(Read(""));

    [Fact]
    public void TryRead_RandomTextInRandomChunks_EqualsSplit()
    {
        SeededRandom random = new(3);
        for (int run = 0; run < 200; run++)
        {
            string text = string.Concat(Enumerable.Range(0, random.NextInt32(400)).Select(_ => random.NextInt32(6) == 0 ? '\n' : (char)('a' + random.NextInt32(26))));
            var expected = text.Split('\n').Index().Where(l => l.Item.Length > 0).Select(l => ((long)l.Index + 1, l.Item));
            Assert.Equal(expected, Read(new ChunkedStream(Encoding.UTF8.GetBytes(text), 1 + random.NextInt32(7))));
        }
    }

    [Fact]
    public void TryRead_LineLongerThanLimit_CutAndNextLineIntact()
    {
        using LineReader lines = new(new MemoryStream(Encoding.UTF8.GetBytes($"x\n{new string('y', 3 * LineReader.LineBytesMax)}\nz\n")));
        Assert.True(lines.TryRead(out ReadOnlySpan<byte> first));
        Assert.Equal(1, first.Length);
        Assert.True(lines.TryRead(out ReadOnlySpan<byte> cut));
        Assert.Equal(LineReader.LineBytesMax, cut.Length);
        Assert.True(lines.IsCut);
        Assert.True(lines.TryRead(out ReadOnlySpan<byte> last));
        Assert.Equal((byte)'z', last[0]);
        Assert.Equal((3L, false), (lines.LineNumber, lines.IsCut));
    }

    private static List<(long, string)> Read(string text) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static List<(long, string)> Read(Stream stream)
    {
        using LineReader lines = new(stream);
        List<(long, string)> result = [];
        while (lines.TryRead(out ReadOnlySpan<byte> line))
            result.Add((lines.LineNumber, Encoding.UTF8.GetString(line)));
        return result;
    }

    /// <summary>Gives its bytes in small pieces, as decompression does.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
