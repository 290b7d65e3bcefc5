using System.Text;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.DataAccess.Import;

/// <summary>Whatever happens to a file, a parser neither crashes nor lets a bad value through, and every row is accounted for.</summary>
public sealed class MutatedFileTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IDisposable
{
    private const int MutantsPerFormat = 1_000;

    /// <summary>What breaks parsers: separators, signs, quotes, line ends, the exponent letter, bytes that are no text.</summary>
    private static readonly byte[] nasty = [.. ",\"\n\r .-+e:{}[]\\0N"u8, 0, 0xFF, 0xC3];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<ImportFormat> Formats => new(GoodFiles.Formats);

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_GoodFile_NothingRejected(ImportFormat format)
    {
        ParserRun run = NewRun(format);
        run.Read(GoodFiles.Text(format), GoodFiles.CreateParser(format, run));
        Assert.Equal(0, run.Ledger.Rejects);
        Assert.True(run.Ledger[RowOutcome.Accepted] >= 40);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_MutatedFile_CountsEveryRowAndStoresOnlyGoodValues(ImportFormat format)
    {
        byte[] good = Encoding.UTF8.GetBytes(GoodFiles.Text(format));
        SeededRandom random = new(77);
        int withRejects = 0;
        for (int i = 0; i < MutantsPerFormat; i++)
        {
            ParserRun run = NewRun(format);
            if (TryParse(run, Mutate(good, random), GoodFiles.CreateParser(format, run)) && run.Ledger.Rejects > 0)
                withRejects++;
            Assert.Equal(run.Ledger.Rows, run.Ledger[RowOutcome.Accepted] + run.Ledger.ByReason(rejects: true).Values.Sum() + run.Ledger.ByReason(rejects: false).Values.Sum());
            Assert.All(run.Writer.Trades, t => Assert.Equal(RowOutcome.Accepted, RowRules.CheckTrade(t.Value.Price, t.Value.Size)));
            Assert.All(run.Writer.Quotes, q => Assert.Equal(RowOutcome.Accepted, RowRules.CheckQuote(q.Value)));
            Assert.All(run.Writer.Depth, d => Assert.Equal(RowOutcome.Accepted, RowRules.CheckBook(d.Value)));
        }

        // The mutations reach the rows: a parser that swallowed everything would pass the rest.
        Assert.True(withRejects > MutantsPerFormat / 10);
    }

    [Fact]
    public async Task Import_MutatedFilesAndArchives_AllOrNothing()
    {
        string good = GoodFiles.Text(ImportFormat.Csv);
        SeededRandom random = new(78);
        ImportOptions options = new() { Format = ImportFormat.Csv, RejectsDirectory = folder.Rejects, Session = TradingCalendar.RoundTheClock };
        int refused = 0;
        for (int i = 0; i < 60; i++)
        {
            string text = good.Replace("IBM", $"M{i}", StringComparison.Ordinal);
            byte[] bytes = (i % 3) switch
            {
                0 => Encoding.UTF8.GetBytes(text),
                1 => TemporaryFolder.GzipBytes(text),
                _ => TemporaryFolder.ZipBytes(("f.csv", text)),
            };
            string path = folder.File($"m{i}{(i % 3) switch { 0 => ".csv", 1 => ".csv.gz", _ => ".zip" }}", Mutate(bytes, random));
            long before = await CountRowsAsync();
            long stored = await TryImportAsync(options, path);
            refused += stored == 0 ? 1 : 0;
            Assert.Equal(before + stored, await CountRowsAsync());
        }

        Assert.InRange(refused, 20, 59);
    }

    private static ParserRun NewRun(ImportFormat format) => new(TradingCalendar.RoundTheClock, sharesOneClock: format is ImportFormat.Csv or ImportFormat.CsvDepth);

    private static bool TryParse(ParserRun run, byte[] bytes, IRowParser parser)
    {
        try
        {
            run.Read(new MemoryStream(bytes), parser);
            return true;
        }
        catch (ImportException)
        {
            return false;
        }
    }

    private static byte[] Mutate(byte[] good, SeededRandom random)
    {
        List<byte> bytes = [.. good];
        for (int n = 1 + random.NextInt32(4); n > 0 && bytes.Count > 1; n--)
        {
            int at = random.NextInt32(bytes.Count);
            switch (random.NextInt32(6))
            {
                case 0: bytes[at] = nasty[random.NextInt32(nasty.Length)]; break;
                case 1: bytes[at] ^= (byte)(1 << random.NextInt32(8)); break;
                case 2: bytes.Insert(at, nasty[random.NextInt32(nasty.Length)]); break;
                case 3: bytes.RemoveRange(at, Math.Min(1 + random.NextInt32(20), bytes.Count - at)); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.NextInt32(60), bytes.Count - at))); break;
                default: bytes.RemoveRange(at, random.NextInt32(4) == 0 ? bytes.Count - at : 1); break;
            }
        }

        return [.. bytes];
    }

    private async Task<long> TryImportAsync(ImportOptions options, string path)
    {
        try
        {
            long stored = 0;
            await foreach (FileReport report in new FileImporter(fixture.Store, options, TimeProvider.System).ImportAsync([path]))
                stored += report.Stored;
            return stored;
        }
        catch (ImportException)
        {
            return 0;
        }
    }

    private async Task<long> CountRowsAsync() => (long)(await fixture.ScalarAsync("SELECT (SELECT count(*) FROM trades) + (SELECT count(*) FROM quotes)"))!;
}
