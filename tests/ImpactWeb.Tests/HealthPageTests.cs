using ImpactService.ImpactApi.Observing;
using Microsoft.Playwright;
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

    [BrowserFact]
    public async Task Open_AlarmsBeganAndEnded_ShowsBoth()
    {
        if (page.ServiceAlarms is not { } alarms)
            return; // A service elsewhere has the alarms it has.
        alarms.Raise(AlarmCode.BusUnreachable, "the broker refuses connections", "rows");
        await using PageSession session = await page.OpenAsync("#/health");
        await Expect(session.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("rows: the broker refuses connections");
        alarms.Clear(AlarmCode.BusUnreachable, "rows");
        await session.Page.ReloadAsync();
        await Expect(session.Page.Locator(".recent-alarms")).ToContainTextAsync("rows: the broker refuses connections");
        await Expect(session.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }
}
