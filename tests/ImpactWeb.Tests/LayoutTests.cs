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

    /// <summary>WCAG 2.1, 1.4.3: 4.5 to 1 for text, in both themes; what is disabled is exempt.</summary>
    [BrowserFact]
    public async Task Text_EachPageInBothThemes_StandsOutFromItsBackground()
    {
        foreach (string view in views)
        {
            foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await using PageSession session = await page.OpenAsync(view, scheme: scheme);
                await Expect(session.Page.Locator("main .card").First).ToBeVisibleAsync();
                await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                string[] faint = await session.Page.EvaluateAsync<string[]>(LowContrast);
                Assert.True(faint.Length == 0, $"{view}, {scheme}: {string.Join("; ", faint)}");
            }
        }
    }

    /// <summary>Texts whose colour and the nearest painted background behind it are too much alike; pictures are drawn in the same colours and have names of their own.</summary>
    private const string LowContrast = """
        () => {
          const channels = text => text.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const background = element => {
            for (let e = element; e; e = e.parentElement) {
              const found = channels(getComputedStyle(e).backgroundColor);
              if (found.length === 3 || found[3] > 0) return found;
            }
            return [255, 255, 255];
          };
          return [...document.querySelectorAll("body *")]
            .filter(e => !e.closest("svg, :disabled, .skip") && [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent.trim()))
            .map(e => {
              const [a, b] = [light(channels(getComputedStyle(e).color)), light(background(e))].sort((x, y) => y - x);
              return [(a + 0.05) / (b + 0.05), e.textContent.trim().slice(0, 30)];
            })
            .filter(([ratio]) => ratio < 4.5)
            .map(([ratio, text]) => `${text} (${ratio.toFixed(2)})`);
        }
        """;

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
