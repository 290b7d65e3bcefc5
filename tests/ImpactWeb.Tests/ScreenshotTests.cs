using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>
/// Takes the pictures of README. Written to the folder of IMPACT_SCREENSHOTS, else to a temporary one; IMPACT_PAGE_URL names a running service for pictures of the whole sample market.
/// </summary>
[Collection(PageCollection.Name)]
public class ScreenshotTests(PageFixture page)
{
    /// <summary>A picture of an empty page compresses to less.</summary>
    private const int FewestBytes = 20_000;

    private static readonly (string Name, string View, string Shown)[] pages =
    [
        ("ticket", "#/ticket?instrument=ELM&size=0.5&horizon=10m", "What drives it"),
        ("compare", "#/compare?instrument=ELM&size=0.5&horizons=5m%2C10m%2C20m", "Copy slices as CSV"),
        ("basket", "#/basket?example=1", "Lines"),
        ("health", "#/health", "Feeds"),
    ];

    /// <summary>The portfolio manager's order of EXAMPLES.md; its instrument is in the whole sample market only.</summary>
    private static readonly (string Name, string View, string Shown) example =
        ("example", "#/compare?instrument=OAK&side=sell&size=500000&unit=quantity&horizon=3h&asOf=2025-10-31T14%3A00%3A00Z&advUnits=2000000&halfSpreadBps=2.5&blackout=2025-10-31T15%3A55%3A00Z%2F2025-10-31T16%3A10%3A00Z&capPercent=60", "Copy slices as CSV");

    [BrowserFact]
    public async Task Screenshots_EachPage_AreWritten()
    {
        string? wanted = Environment.GetEnvironmentVariable("IMPACT_SCREENSHOTS");
        DirectoryInfo folder = wanted is null ? Directory.CreateTempSubdirectory("impact-screenshots-") : Directory.CreateDirectory(wanted);
        foreach ((string name, string view, string shown) in PageFixture.IsElsewhere ? [.. pages, example] : pages)
        {
            await using PageSession session = await page.OpenAsync(view);
            if (name == "basket")
                await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Price basket" }).ClickAsync();
            await Expect(session.Page.GetByText(shown, new PageGetByTextOptions { Exact = true }).First).ToBeVisibleAsync();
            await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            byte[] picture = await session.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder.FullName, $"{name}.png"), FullPage = true });
            Assert.True(picture.Length > FewestBytes, $"{name} is empty");
        }

        if (wanted is null)
            folder.Delete(recursive: true);
    }
}
