namespace ImpactService.Tests.ImpactModels;

/// <summary>A test that reads real market data kept outside the repository; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <param name="path">The folder or file that is needed, below the data folder.</param>
    public SharedDataFactAttribute(string path)
    {
        if (SharedData.Find(path) is null)
            Skip = $"needs {path} in the folder named by IMPACT_SHARED_DATA (or ../shared/data beside the repository)";
    }
}

/// <summary>Where real market data lies on this machine.</summary>
public static class SharedData
{
    /// <summary>The full path, or null where it is absent.</summary>
    public static string? Find(string path) => Roots().Select(root => Path.Combine(root, path)).FirstOrDefault(full => File.Exists(full) || Directory.Exists(full));

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("IMPACT_SHARED_DATA") is { Length: > 0 } named)
            yield return named;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "ImpactService.sln")))
                yield return Path.Combine(at.FullName, "..", "shared", "data");
        }
    }
}
