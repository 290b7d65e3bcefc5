using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Lean;
using ImpactService.DataAccess.Import.Lobster;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import.Lobster;

/// <summary>The published sample layout: prices × 10,000, seconds after midnight, dummy levels ±9,999,999,999.</summary>
public sealed class LobsterParserTests : IDisposable
{
    private const string Message = "AAPL_2012-06-21_34200000_57600000_message_2.csv";
    private const string Book = "AAPL_2012-06-21_34200000_57600000_orderbook_2.csv";

    private const string Books = """
        5859400,200,5853300,18,5859800,200,5853000,150
        5859400,200,5853300,18,5859800,200,5853000,150
        5859400,150,5853300,18,5859800,200,5853000,150
        5859800,200,5853300,18,9999999999,0,-9999999999,0
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_Pair_TradesQuotesAndDepth()
    {
        ParserRun run = Read(
            """
            34200.004241176,1,16113575,18,5853300,1
            34200.025551909,5,0,20,5858900,-1
            34200.110000000,4,16120456,50,5859400,-1
            34200.120000000,4,16120456,150,5859400,1
            """,
            Books);
        Assert.Equal([Aggressor.Buyer, Aggressor.Buyer, Aggressor.Seller], run.Writer.Trades.Select(t => t.Value.Aggressor));
        Assert.Equal(new Trade(585.89, 20, Aggressor.Buyer), run.Writer.Trades[0].Value);
        Assert.Equal("2012-06-21T13:30:00.025551Z", run.Writer.Trades[0].EventTime.ToString());
        Assert.Equal([new Quote(585.33, 18, 585.94, 200), new Quote(585.33, 18, 585.94, 150), new Quote(585.33, 18, 585.98, 200)], run.Writer.Quotes.Select(q => q.Value));
        Assert.Equal([1L, 3L], run.Writer.Depth.Select(d => d.RowNumber));
        Assert.Equal([585.33, 585.30], run.Writer.Depth[0].Value.BidPrices);
        Assert.Equal([150.0, 200.0], run.Writer.Depth[1].Value.AskSizes);
        Assert.Equal((4L, 0L), (run.Ledger[RowOutcome.Accepted], run.Ledger.Rejects));
    }

    [Fact]
    public void Read_DummyLevels_AreMissingLevels()
    {
        ParserRun run = Read("34200.1,1,1,18,5853300,1", "5859800,200,5853300,18,9999999999,0,-9999999999,0");
        BookSnapshot depth = Assert.Single(run.Writer.Depth).Value;
        Assert.Equal((1, 1), (depth.BidPrices.Length, depth.AskPrices.Length));
    }

    [Theory]
    [InlineData("34200.1,6,-1,1000,5853300,-1", "auction")]
    [InlineData("34200.1,7,0,0,-1,-1", "halt")]
    public void Read_AuctionOrHalt_CountedNotStored(string row, string reason)
    {
        ParserRun run = Read(row, "5859800,200,5853300,18,9999999999,0,-9999999999,0");
        Assert.Equal(1, run.Ledger.ByReason(rejects: false).GetValueOrDefault(reason));
        Assert.Empty(run.Writer.Trades);
    }

    [Fact]
    public void Read_OneSideEmpty_CountedAsOneSided() =>
        Assert.Equal(1, Read("34200.1,1,1,18,5853300,1", "9999999999,0,5853300,18,9999999999,0,-9999999999,0").Ledger[RowOutcome.OneSidedBook]);

    [Theory]
    [InlineData("34200.1,1,1,18,5853300", "5859400,200,5853300,18,5859800,200,5853000,150", "wrong-column-count")]
    [InlineData("34200.1,1,1,18,5853300,1", "5859400,200,5853300,18", "wrong-column-count")]
    [InlineData("34200.1,1,1,18,5853300,1", "5859400,200,5853300,18,5859800,200,5853000,150,1", "wrong-column-count")]
    [InlineData("34200.1,1,1,18,5853300,1", "5859400,x,5853300,18,5859800,200,5853000,150", "unparsable")]
    [InlineData("86400.1,1,1,18,5853300,1", "5859400,200,5853300,18,5859800,200,5853000,150", "unparsable")]
    [InlineData("34200.1,9,1,18,5853300,1", "5859400,200,5853300,18,5859800,200,5853000,150", "unknown-type")]
    [InlineData("34200.1,1,1,18,5853300,2", "5859400,200,5853300,18,5859800,200,5853000,150", "invalid-side")]
    [InlineData("34200.1,4,1,0,5853300,1", "5859400,200,5853300,18,5859800,200,5853000,150", "non-positive-size")]
    [InlineData("34200.1,1,1,18,5853300,1", "5853200,200,5853300,18,5859800,200,5853000,150", "crossed")]
    [InlineData("34200.01,1,1,18,5853300,1", "5859400,201,5853300,18,5859800,200,5853000,150", "time-going-back")]
    public void Read_BadRow_CountedByReasonAndNextPairInStep(string message, string book, string reason)
    {
        const string good = "5859400,200,5853300,18,5859800,200,5853000,150";
        ParserRun run = Read($"34200.05,1,1,18,5853300,1\n{message}\n34200.2,4,1,5,5859400,-1", $"{good}\n{book}\n{good}");
        Assert.Equal(1, run.Ledger.ByReason(rejects: true).GetValueOrDefault(reason));
        Assert.Equal(3, Assert.Single(run.Writer.Trades).RowNumber);
    }

    [Theory]
    [InlineData("5859400,200,5853300,18,5859800,200,5853000,150")]
    [InlineData("5859400,200,5853300,18,5859800,200,5853000,150\n5859400,200,5853300,18,5859800,200,5853000,150\n5859400,200,5853300,18,5859800,200,5853000,150")]
    public void Read_FilesOfDifferentLength_Fails(string books) => Assert.Equal(
        ImportFailure.TwinDiffers,
        Assert.Throws<ImportException>(() => Read("34200.1,1,1,18,5853300,1\n34200.2,1,1,18,5853300,1", books)).Failure);

    [Fact]
    public void BookOf_TwinMissing_FailsNamingIt()
    {
        SourceContent message = new(folder.File(Message, "x"), null, Message);
        ImportException failure = Assert.Throws<ImportException>(() => LobsterFile.BookOf(message));
        Assert.Equal((ImportFailure.TwinMissing, true), (failure.Failure, failure.Message.Contains(Book, StringComparison.Ordinal)));
    }

    [Fact]
    public void BookOf_PlainGzipOrSameZip_Found()
    {
        string plain = folder.File(Message, "m");
        string book = folder.File(Book + ".gz", TemporaryFolder.GzipBytes("b"));
        Assert.Equal(book, LobsterFile.BookOf(new SourceContent(plain, null, Message)).Path);
        SourceContent zipped = Assert.Single(new SourceFinder(LobsterFile.IsName, "*").Find([folder.Zip("pair.zip", (Message, "m"), (Book, "b"), ("README.txt", "r"))]));
        Assert.Equal(Book, LobsterFile.BookOf(zipped).Entry);
    }

    [Theory]
    [InlineData("AAPL_2012-06-21_34200000_57600000_message_10.csv", true)]
    [InlineData("AAPL_2012-06-21_34200000_57600000_orderbook_10.csv", false)]
    [InlineData("AAPL_2012-6-21_34200000_57600000_message_10.csv", false)]
    [InlineData("message.csv", false)]
    public void IsName_FileName_MessageFilesOnly(string name, bool expected) => Assert.Equal(expected, LobsterFile.IsName(name));

    private ParserRun Read(string messages, string books)
    {
        SourceContent message = new(folder.File(Message, messages), null, Message);
        folder.File(Book, books);
        ParserRun run = new(LeanTickFormat.DefaultSession, sharesOneClock: true);
        LobsterParser parser = new(run.Gate, run.Tracks.Get("AAPL"), LobsterFile.Of(message), LobsterFile.BookOf(message), new DepthPace(100), depthLevelsMax: 20);
        return run.Read(messages, parser);
    }
}
