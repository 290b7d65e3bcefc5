using System.Diagnostics;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>The page's pure functions, tested by Node's own runner; here so that one command runs every test.</summary>
public class UnitTests
{
    [BrowserFact]
    public async Task PureFunctions_NodeTest_Pass()
    {
        string folder = Path.Combine(RepositoryRoot(), "src", "ImpactWeb");
        using Process node = Process.Start(new ProcessStartInfo("node", "test.mjs") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = node.StandardOutput.ReadToEndAsync(), errors = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(node.ExitCode == 0, await output + await errors);
        Assert.Contains("# fail 0", await output, StringComparison.Ordinal);
    }

    private static string RepositoryRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ImpactService.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests run outside the repository");
        return folder;
    }
}
