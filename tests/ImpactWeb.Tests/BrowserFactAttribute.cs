namespace ImpactService.Tests.ImpactWeb;

/// <summary>A test in a real browser; skipped, saying so, where Chromium is missing or the page was built without Node.js.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(PageFixture.ChromiumPath))
            Skip = $"needs Chromium at {PageFixture.ChromiumPath} (Debian: apt-get install chromium)";
        else if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html")))
            Skip = "the page was not built: Node.js with npm was missing";
    }
}
