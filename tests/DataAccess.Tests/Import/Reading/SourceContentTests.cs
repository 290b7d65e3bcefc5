using System.Security.Cryptography;
using System.Text;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.Tests.DataAccess.Import.Reading;

public sealed class SourceContentTests : IDisposable
{
    private static readonly string text = string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $"{i},{i * 7919 % 1013}"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Digest_PlainGzipAndZip_SameContentSameHash()
    {
        string expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(new ContentDigest(expected, text.Length), Digest(folder.File("a.csv", text)));
        Assert.Equal(new ContentDigest(expected, text.Length), Digest(folder.File("b.csv.gz", TemporaryFolder.GzipBytes(text))));
        Assert.Equal(new ContentDigest(expected, text.Length), Digest(folder.Zip("c.zip", ("inner.csv", text))));
    }

    [Fact]
    public void Digest_GzipOfSeveralMembers_WholeContent()
    {
        byte[] twice = [.. TemporaryFolder.GzipBytes("a\n"), .. TemporaryFolder.GzipBytes("b\n")];
        Assert.Equal(4, Digest(folder.File("a.gz", twice)).Bytes);
    }

    [Fact]
    public void Digest_TruncatedAnywhere_Damaged()
    {
        byte[] gzip = TemporaryFolder.GzipBytes(text), zip = TemporaryFolder.ZipBytes(("a.csv", text));
        foreach (double share in (double[])[0.0005, 0.1, 0.5, 0.9, 0.999])
        {
            Assert.Equal(ImportFailure.Damaged, FailureOf(folder.File("t.csv.gz", gzip[..(int)(gzip.Length * share + 1)])));
            Assert.Equal(ImportFailure.Damaged, FailureOf(folder.File("t.zip", zip[..(int)(zip.Length * share + 1)])));
        }
    }

    [Fact]
    public void Digest_OneBitFlippedInContent_Damaged()
    {
        byte[] gzip = TemporaryFolder.GzipBytes(text), zip = TemporaryFolder.ZipBytes(("a.csv", text));
        gzip[gzip.Length / 2] ^= 0x10;
        zip[zip.Length / 2] ^= 0x10;
        Assert.Equal(ImportFailure.Damaged, FailureOf(folder.File("f.csv.gz", gzip)));
        Assert.Equal(ImportFailure.Damaged, FailureOf(folder.File("f.zip", zip)));
    }

    [Theory]
    [InlineData("no.csv.gz")]
    [InlineData("no.zip")]
    public void Digest_PlainTextCalledArchive_Damaged(string name) => Assert.Equal(ImportFailure.Damaged, FailureOf(folder.File(name, text)));

    [Theory]
    [InlineData("e.csv")]
    [InlineData("e.csv.gz")]
    [InlineData("e.zip")]
    public void Digest_EmptyFile_EmptyAndNamed(string name)
    {
        ImportException failure = Assert.Throws<ImportException>(() => Digest(folder.File(name, "")));
        Assert.Equal(ImportFailure.Empty, failure.Failure);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_GzipOfNothing_Empty() => Assert.Equal(ImportFailure.Empty, FailureOf(folder.File("n.gz", TemporaryFolder.GzipBytes(""))));

    [Fact]
    public void Find_MissingFile_Named()
    {
        ImportException failure = Assert.Throws<ImportException>(() => new SourceFinder(_ => true, "*").Find([Path.Combine(folder.Path, "gone.csv")]));
        Assert.Equal((ImportFailure.FileMissing, true), (failure.Failure, failure.Message.StartsWith("gone.csv", StringComparison.Ordinal)));
    }

    [Fact]
    public void Crc32_CheckString_PublishedValue()
    {
        Crc32 crc = new();
        crc.Append("123456789"u8);
        Assert.Equal(0xCBF43926u, crc.Value);
    }

    private static ContentDigest Digest(string path) => ContentDigest.Of(new SourceFinder(_ => true, "*").Find([path])[0], CancellationToken.None);

    private static ImportFailure FailureOf(string path) => Assert.Throws<ImportException>(() => Digest(path)).Failure;
}
