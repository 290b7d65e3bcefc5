using System.Text;
using ImpactService.DataAccess.Ingestion;

namespace ImpactService.Tests.DataAccess.Ingestion;

public class LineFeedTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Take_AnyChunks_GiveTheSameLines(int chunkBytes)
    {
        (List<(long Number, string Line)> lines, _) = await ReadAsync("\uFEFFfirst\r\n\nthird\nlast", chunkBytes);
        Assert.Equal([(1, "first"), (3, "third"), (4, "last")], lines);
    }

    [Fact]
    public async Task Take_LineBeyondTheLimit_IsCutAndItsRestPassedOver()
    {
        string tooLong = new('x', 3 * LineFeed.LineBytesMax + 17);
        (List<(long Number, string Line)> lines, List<bool> cut) = await ReadAsync($"a\n{tooLong}\nb\n", 10_000);
        Assert.Equal([1L, 2L, 3L], lines.Select(l => l.Number));
        Assert.Equal(["a", new string('x', LineFeed.LineBytesMax), "b"], lines.Select(l => l.Line));
        Assert.Equal([false, true, false], cut);
    }

    [Fact]
    public async Task Fill_ClientSaysNothing_IsIdleAndLosesNothing()
    {
        using LineFeed feed = new(new TrickleStream("slow\n", 2) { Pause = TimeSpan.FromMilliseconds(150) }, TimeProvider.System);
        List<FeedState> states = [];
        while (!feed.HasLine)
            states.Add(await feed.FillAsync(TimeSpan.FromMilliseconds(20), CancellationToken.None));
        Assert.Contains(FeedState.Idle, states);
        Assert.True(feed.TryTake(out ReadOnlySpan<byte> line));
        Assert.Equal("slow", Encoding.UTF8.GetString(line));
    }

    private static async Task<(List<(long Number, string Line)> Lines, List<bool> Cut)> ReadAsync(string text, int chunkBytes)
    {
        using LineFeed feed = new(new TrickleStream(text, chunkBytes), TimeProvider.System);
        List<(long, string)> lines = [];
        List<bool> cut = [];
        FeedState state = FeedState.More;
        while (true)
        {
            while (feed.TryTake(out ReadOnlySpan<byte> line))
            {
                lines.Add((feed.LineNumber, Encoding.UTF8.GetString(line)));
                cut.Add(feed.IsCut);
            }

            if (state == FeedState.End)
                return (lines, cut);
            state = await feed.FillAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }
}
