using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.Tests.DataAccess.Import.Rows;

public sealed class RowLedgerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Count_Rows_KeptByReasonAndWrittenToRejectsFile()
    {
        string path = Path.Combine(folder.Rejects, "sub", "f.csv.rejects.csv");
        using (RejectsFile file = new(path))
        {
            RowLedger ledger = new("f.csv", rejectShareMax: 1, file);
            ledger.Count(RowOutcome.Accepted, 2, "good"u8);
            ledger.Count(RowOutcome.Crossed, 3, "a,\"b\"\u0001"u8);
            ledger.Count(RowOutcome.OutsideSession, 4, "late"u8);
            ledger.Close();
            Assert.Equal((3L, 1L, 1L), (ledger.Rows, ledger.Rejects, ledger[RowOutcome.Accepted]));
            Assert.Equal([new("crossed", 1)], ledger.ByReason(rejects: true));
            Assert.Equal([new("outside-session", 1)], ledger.ByReason(rejects: false));
        }

        Assert.Equal("line,reason,row\n3,crossed,\"a,\"\"b\"\"\uFFFD\"\n", File.ReadAllText(path));
    }

    [Fact]
    public void RejectsFile_NothingRejected_RemovesTheOneOfAnEarlierAttempt()
    {
        string path = folder.File("rejects/f.rejects.csv", "old");
        using RejectsFile file = new(path);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Count_ShareAboveLimitAfterMinimumRows_StopsAtOnce()
    {
        RowLedger ledger = new("f.csv", rejectShareMax: 0.01, rejectsFile: null);
        long bad = RowLedger.RowsBeforeLimit / 100;
        for (long i = 1; i < RowLedger.RowsBeforeLimit - bad; i++)
            ledger.Count(RowOutcome.Accepted, i, []);
        for (long i = 0; i < bad; i++)
            ledger.Count(RowOutcome.Unparsable, 7_000_000 + i, []);
        ImportException failure = Assert.Throws<ImportException>(() => ledger.Count(RowOutcome.Unparsable, 8_000_000, []));
        Assert.Equal(ImportFailure.TooManyRejects, failure.Failure);
        Assert.Contains($"{bad + 1} of {RowLedger.RowsBeforeLimit} rows rejected (unparsable {bad + 1})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("first at line 7000000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_ClusterOfRejectsAtTheStart_DoesNotStopAGoodFile()
    {
        RowLedger ledger = new("f.csv", rejectShareMax: 0.01, rejectsFile: null);
        for (int i = 0; i < 20_000; i++)
            ledger.Count(i < 190 ? RowOutcome.Crossed : RowOutcome.Accepted, i, []);
        ledger.Close();
        Assert.Equal(190, ledger.Rejects);
    }

    [Theory]
    [InlineData(99, 1, false)]
    [InlineData(98, 2, true)]
    [InlineData(0, 1, true)]
    public void Close_ShareOfShortFile_JudgedAtTheEnd(int good, int bad, bool isRefused)
    {
        RowLedger ledger = new("f.csv", rejectShareMax: 0.01, rejectsFile: null);
        for (int i = 0; i < good; i++)
            ledger.Count(RowOutcome.Accepted, i, []);
        for (int i = 0; i < bad; i++)
            ledger.Count(RowOutcome.Crossed, i, []);
        if (isRefused)
            Assert.Throws<ImportException>(ledger.Close);
        else
            ledger.Close();
    }
}
