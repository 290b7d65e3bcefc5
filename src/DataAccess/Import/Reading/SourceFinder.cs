using System.IO.Enumeration;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>
/// Turns what the user typed (files, directories, globs with * ? and **) into contents, in a stable order. A file that is named is taken whatever it is called; from a directory, a glob or
/// an archive of several entries only what has the name of a file of the format.
/// </summary>
internal sealed class SourceFinder(Func<string, bool> isFileOfFormat, string nameRule)
{
    /// <exception cref="ImportException">A file is missing, or nothing was found.</exception>
    public IReadOnlyList<SourceContent> Find(IEnumerable<string> paths)
    {
        Dictionary<(string, string?), SourceContent> found = [];
        foreach (string path in paths)
        {
            foreach (SourceContent content in FindOne(path))
                found.TryAdd((content.Path, content.Entry), content);
        }

        return Distinguish([.. found.Values]);
    }

    private IEnumerable<SourceContent> FindOne(string path)
    {
        if (Directory.Exists(path))
            return Matching(path, path, "**");
        if (!File.Exists(path) && path.AsSpan().IndexOfAny('*', '?') >= 0)
            return FromGlob(path);
        return Expand(Path.GetFullPath(path), Path.GetFileName(path), isNamed: true);
    }

    private IEnumerable<SourceContent> FromGlob(string glob)
    {
        string full = Path.GetFullPath(glob);
        int wildcard = full.AsSpan().IndexOfAny('*', '?');
        string root = full[..(full.LastIndexOf(Path.DirectorySeparatorChar, wildcard) + 1)];
        return Matching(glob, root, full[root.Length..]);
    }

    private IReadOnlyList<SourceContent> Matching(string given, string root, string pattern)
    {
        string[] segments = pattern.Split(Path.DirectorySeparatorChar);
        List<SourceContent> contents = [];
        if (Directory.Exists(root))
        {
            foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string relative = Path.GetRelativePath(root, file);
                if (IsMatch(relative.Split(Path.DirectorySeparatorChar), segments) && isFileOfFormat(Path.GetFileName(file)))
                    contents.AddRange(Expand(Path.GetFullPath(file), relative, isNamed: false));
            }
        }

        return contents.Count > 0 ? contents : throw new ImportException(ImportFailure.NothingToImport, $"{given}: holds no file of this format (by name: {nameRule})");
    }

    private static bool IsMatch(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern)
    {
        if (pattern.IsEmpty)
            return path.IsEmpty;
        if (pattern[0] == "**")
            return pattern.Length == 1 || Suffixes(path, pattern[1..]);
        return !path.IsEmpty && FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false) && IsMatch(path[1..], pattern[1..]);
    }

    private static bool Suffixes(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern)
    {
        for (int skip = 0; skip <= path.Length; skip++)
        {
            if (IsMatch(path[skip..], pattern))
                return true;
        }

        return false;
    }

    private IEnumerable<SourceContent> Expand(string path, string displayName, bool isNamed)
    {
        if (SourceContent.ListZip(path, displayName) is not { } entries)
            return [new SourceContent(path, null, displayName)];
        if (entries.Count == 0)
            throw new ImportException(ImportFailure.Empty, $"{displayName}: the archive holds no file");
        if (entries.Count == 1)
            return [new SourceContent(path, entries[0], displayName)];
        SourceContent[] chosen = [.. entries.Where(e => isFileOfFormat(Path.GetFileName(e))).Select(e => new SourceContent(path, e, $"{displayName}/{e}"))];
        return chosen.Length > 0 || !isNamed
            ? chosen
            : throw new ImportException(ImportFailure.NothingToImport, $"{displayName}: none of its {entries.Count} entries is a file of this format (by name: {nameRule})");
    }

    /// <summary>Two files of one name are told apart by their folders, in messages and in the rejects directory.</summary>
    private static IReadOnlyList<SourceContent> Distinguish(SourceContent[] contents)
    {
        HashSet<string> shared = [.. contents.CountBy(c => c.DisplayName).Where(c => c.Value > 1).Select(c => c.Key)];
        return [.. contents.Select(c => shared.Contains(c.DisplayName) ? c with { DisplayName = $"{c.Folder}/{c.DisplayName}" } : c)];
    }
}
