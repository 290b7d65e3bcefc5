using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.Tests.DataAccess.Import.Reading;

public sealed class SourceFinderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SourceFinder finder = new(name => name.EndsWith(".csv", StringComparison.Ordinal), "*.csv");

    public SourceFinderTests()
    {
        folder.File("a/1.csv", "x");
        folder.File("a/2.csv", "x");
        folder.File("b/1.csv", "x");
        folder.File("b/readme.txt", "x");
        folder.Zip("z.zip", ("p.csv", "x"), ("sub/q.csv", "x"), ("note.txt", "x"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_Directory_FilesOfFormatInOrder() => Assert.Equal(["a/1.csv", "a/2.csv", "b/1.csv"], Names(folder.Path));

    [Theory]
    [InlineData("a/*.csv", new[] { "1.csv", "2.csv" })]
    [InlineData("*/1.csv", new[] { "a/1.csv", "b/1.csv" })]
    [InlineData("?/*", new[] { "a/1.csv", "a/2.csv", "b/1.csv" })]
    [InlineData("**/2.csv", new[] { "a/2.csv" })]
    public void Find_Glob_MatchingFiles(string glob, string[] expected) => Assert.Equal(expected, Names(Path.Combine(folder.Path, glob)));

    [Fact]
    public void Find_NamedFileOfOtherName_Taken() => Assert.Equal(["readme.txt"], Names(Path.Combine(folder.Path, "b/readme.txt")));

    [Fact]
    public void Find_SameFileTwice_Once() => Assert.Single(Names(Path.Combine(folder.Path, "a/1.csv"), Path.Combine(folder.Path, "a", ".", "1.csv")));

    [Fact]
    public void Find_TwoFilesOfOneName_ToldApartByFolder() => Assert.Equal(["a/1.csv", "b/1.csv"], Names(Path.Combine(folder.Path, "a/1.csv"), Path.Combine(folder.Path, "b/1.csv")));

    [Fact]
    public void Find_ZipOfSeveral_EntriesOfFormat() => Assert.Equal(["z.zip/p.csv", "z.zip/sub/q.csv"], Names(Path.Combine(folder.Path, "z.zip")));

    [Theory]
    [InlineData("c/*.csv")]
    [InlineData("b/*.txt")]
    public void Find_NothingOfFormat_Fails(string glob) =>
        Assert.Equal(ImportFailure.NothingToImport, Assert.Throws<ImportException>(() => Names(Path.Combine(folder.Path, glob))).Failure);

    private string[] Names(params string[] paths) => [.. finder.Find(paths).Select(c => c.DisplayName)];
}
