using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>What holds for every page: narrow windows, both themes, names for assistive tools, a service that goes away.</summary>
[Collection(PageCollection.Name)]
public class LayoutTests(PageFixture page)
{
    private static readonly string[] views = ["#/ticket?instrument=ELM&horizon=10m", "#/compare?instrument=ELM&horizon=10m", "#/basket", "#/health"];

    [BrowserFact]
    public async Task Narrow_EachPage_FitsTheWindow()
    {
        foreach (string view in views)
        {
            await using PageSession session = await page.OpenAsync(view, width: 390, height: 800);
            await Expect(session.Page.Locator("main .card").First).ToBeVisibleAsync();
            await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.False(await session.OverflowsAsync(), $"{view} is wider than 390 pixels");
        }
    }

    [BrowserFact]
    public async Task Theme_SystemAndButton_BothWork()
    {
        await using PageSession session = await page.OpenAsync(views[0], scheme: ColorScheme.Dark);
        ILocator root = session.Page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Switch to the light theme" }).ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await session.Page.ReloadAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
    }

    [BrowserFact]
    public async Task Controls_EachPage_HaveNames()
    {
        foreach (string view in views)
        {
            await using PageSession session = await page.OpenAsync(view);
            await Expect(session.Page.Locator("main .card").First).ToBeVisibleAsync();
            string[] nameless = await session.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("input, select, textarea, button, [role=img]")]
                  .filter(e => !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim()))
                  .map(e => e.outerHTML.slice(0, 80))
                """);
            Assert.Empty(nameless);
        }
    }

    [BrowserFact]
    public async Task ServerError_InPlaceOfAnAnswer_IsSaid()
    {
        await using PageSession session = await page.OpenAsync(views[0]);
        await session.AnsweredAsync();
        await session.Page.RouteAsync("**/v1/estimates", route => route.FulfillAsync(new RouteFulfillOptions { Status = 500, Body = "no" }));
        await session.Page.Locator("#size").FillAsync("0.3");
        await Expect(session.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("answered 500");
    }

    [BrowserFact]
    public async Task Connection_LostAndBack_IsSaidAndRecovers()
    {
        await using PageSession session = await page.OpenAsync(views[0]);
        await session.AnsweredAsync();
        await session.Page.Context.SetOfflineAsync(true);
        await session.Page.Locator("#size").FillAsync("0.3");
        ILocator notice = session.Page.Locator(".connection");
        await Expect(notice).ToContainTextAsync("Connection lost");
        await session.Page.Context.SetOfflineAsync(false);
        await Expect(notice).ToHaveTextAsync(string.Empty, new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });
        await session.AnsweredAsync();
    }

    [BrowserFact]
    public async Task Answer_Slow_ShowsProgress()
    {
        await using PageSession session = await page.OpenAsync(views[0]);
        await session.AnsweredAsync();
        TaskCompletionSource release = new();
        await session.Page.RouteAsync("**/v1/estimates", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await session.Page.Locator("#size").FillAsync("0.3");
        await Expect(session.Page.GetByText("Estimating …")).ToBeVisibleAsync();
        release.SetResult();
        await Expect(session.Page.GetByText("Estimating …")).ToHaveCountAsync(0);
    }
}
