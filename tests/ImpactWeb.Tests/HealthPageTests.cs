using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

[Collection(PageCollection.Name)]
public class HealthPageTests(PageFixture page)
{
    [BrowserFact]
    public async Task Open_Always_ShowsServiceModelsAndFeeds()
    {
        await using PageSession session = await page.OpenAsync("#/health");
        await Expect(session.Page.Locator(".health")).ToContainTextAsync(page.ModelIdentity);
        await Expect(session.Page.Locator(".health")).ToContainTextAsync("(answers)");
        await Expect(session.Page.Locator("tbody th[scope=row]").Filter(new() { HasText = "ELM" })).ToBeVisibleAsync();
        await Expect(session.Page.GetByText("reachable", new() { Exact = false }).First).ToBeVisibleAsync();
    }
}
