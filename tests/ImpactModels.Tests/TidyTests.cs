using System.Text.RegularExpressions;

namespace ImpactService.Tests.ImpactModels;

/// <summary>The style that no analyzer holds.</summary>
public sealed partial class TidyTests
{
    private const int LinesMax = 400;

    private static readonly string[] Documents = ["docs/ARCHITECTURE.md", "docs/MODELS.md", "docs/OPERATIONS.md", .. SourceTree.Files("docs/decisions", "*.md")];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void File_Length_StaysBelowTheLimit(string folder)
    {
        string[] files = [.. SourceTree.Files(folder, "*.cs")];

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, path => SourceTree.Read(path).Count(c => c == '\n') > LinesMax);
    }

    [Theory]
    [InlineData(@"\b(TODO|FIXME|HACK)\b", "work left undone")]
    [InlineData(@"^\s*#region", "a region")]
    [InlineData(@"^\s*#pragma\s+warning\s+disable", "a silenced warning")]
    [InlineData(@"\bcatch\s*\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when\b)", "a catch of everything")]
    [InlineData(@"\bcatch\s*\{", "a catch of everything")]
    [InlineData(@"\bDateTime(Offset)?\.(Utc)?Now\b", "a hidden clock")]
    [InlineData(@"\bnew\s+(System\.)?Random\s*\(|\bRandom\.Shared\b", "a hidden seed")]
    public void Source_Holds_NoneOf(string pattern, string meaning)
    {
        Regex banned = new(pattern, RegexOptions.Multiline);
        string[] guilty = [.. SourceTree.Files("src", "*.cs").Where(path => banned.IsMatch(SourceTree.Read(path)))];

        Assert.True(guilty.Length == 0, $"{meaning}: {string.Join(", ", guilty)}");
    }

    /// <summary>A document that names a file which has moved or gone misleads; each name in backquotes is looked up.</summary>
    [Fact]
    public void Documents_NameFiles_ThatExist()
    {
        string[] known = [.. new[] { "src", "tests", "bench", "migrations", "docs", "openapi", "deploy" }.SelectMany(folder => SourceTree.Files(folder, "*.*")).Concat(Directory.GetFiles(SourceTree.Root).Select(full => Path.GetFileName(full)))];
        var missing = from document in Documents
                      from Match match in NamedFile().Matches(SourceTree.Read(document))
                      let name = match.Groups[1].Value
                      where !known.Any(path => path == name || path.EndsWith("/" + name, StringComparison.Ordinal))
                      select $"{document}: {name}";

        Assert.Empty(missing);
    }

    [GeneratedRegex(@"`([\w./-]+\.(?:cs|csproj|sql|md|sh|yml|json|props|targets|txt))`")]
    private static partial Regex NamedFile();
}
