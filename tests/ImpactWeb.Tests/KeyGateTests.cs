using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>A service that asks for keys: the page asks for one, and keeps it for the browser session only.</summary>
[Collection(PageCollection.Name)]
public class KeyGateTests(PageFixture page)
{
    [BrowserFact]
    public async Task Open_ServiceWithKeys_RefusesAWrongKeyAndAnswersWithARightOne()
    {
        await using KeyedService service = await page.StartWithKeysAsync();
        await using PageSession session = await page.OpenAtAsync(service.Address, string.Empty);
        await Expect(session.Page.Locator("#api-key")).ToBeFocusedAsync();
        await GiveAsync(session, "impact_nonsense");
        await Expect(session.Page.Locator("#api-key-fault")).ToContainTextAsync("did not accept this key");
        await GiveAsync(session, service.Key);
        await session.AnsweredAsync();
        await Expect(session.Page.Locator(".key-gate")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Key_Given_IsKeptForTheSessionAndNowhereElse()
    {
        await using KeyedService service = await page.StartWithKeysAsync();
        await using PageSession session = await page.OpenAtAsync(service.Address, "#/ticket?instrument=ELM&horizon=10m");
        await GiveAsync(session, service.Key);
        await session.AnsweredAsync();
        await session.Page.ReloadAsync();
        await session.AnsweredAsync();
        Assert.DoesNotContain(service.Key, session.Page.Url, StringComparison.Ordinal);
        Assert.False(await session.Page.EvaluateAsync<bool>("key => Object.values(localStorage).concat(document.cookie).some(text => text.includes(key))", service.Key));
        IPage another = await session.Page.Context.NewPageAsync();
        await another.GotoAsync(session.Page.Url);
        await Expect(another.Locator("#api-key")).ToBeVisibleAsync();
    }

    /// <summary>Whoever has pasted a basket does not have to do it again.</summary>
    [BrowserFact]
    public async Task Key_Given_LeavesWhatStandsInTheForm()
    {
        await using KeyedService service = await page.StartWithKeysAsync();
        await using PageSession session = await page.OpenAtAsync(service.Address, "#/basket");
        await session.Field("Orders").FillAsync("instrument,side,quantity\nELM,buy,100");
        await GiveAsync(session, service.Key);
        await Expect(session.Page.Locator(".key-gate")).ToHaveCountAsync(0);
        await session.Field("Horizon").FillAsync("10m");
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Price basket" }).ClickAsync();
        await Expect(session.Page.Locator(".basket")).ToContainTextAsync("1 of 1 lines priced.");
    }

    private static async Task GiveAsync(PageSession session, string key)
    {
        await session.Page.Locator("#api-key").FillAsync(key);
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use key" }).ClickAsync();
    }
}
