using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>One order, several ways.</summary>
[Collection(PageCollection.Name)]
public class ComparePageTests(PageFixture page)
{
    /// <summary>Pixels from the name beside a point of the picture to the point itself, to the left and down.</summary>
    private const float LeftToPoint = 8, DownToPoint = 9;

    /// <summary>The light palette's orange.</summary>
    private const string PointColour = "#a94e08";

    private const string View = "#/compare?instrument=ELM&size=0.5&horizon=10m";

    [BrowserFact]
    public async Task Open_AnOrder_RanksTheThreeStrategies()
    {
        await using PageSession session = await page.OpenAsync(View);
        ILocator rows = session.Page.Locator(".ways tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        foreach (string way in (string[])["aggressive", "balanced", "passive"])
            await Expect(session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = way })).ToBeVisibleAsync();
        await Expect(rows.Filter(new LocatorFilterOptions { HasText = "efficient" }).First).ToBeVisibleAsync();
        await Expect(session.Page.Locator("tr.chosen")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Horizons_Typed_GiveARowForEachStrategyAndHorizon()
    {
        await using PageSession session = await page.OpenAsync(View);
        await session.Page.Locator("#horizons").FillAsync("5m, 20m");
        await Expect(session.Page.Locator(".ways tbody tr")).ToHaveCountAsync(6);
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "passive, 5m" }).ClickAsync();
        await Expect(session.Page.Locator("tr.chosen")).ToContainTextAsync("passive, 5m");
        await session.Page.ReloadAsync();
        await Expect(session.Page.Locator("tr.chosen")).ToContainTextAsync("passive, 5m");
    }

    [BrowserFact]
    public async Task Frontier_PointedAtAndClicked_TellsAndSelects()
    {
        await using PageSession session = await page.OpenAsync(View);
        ILocator figure = session.Page.Locator("figure").Filter(new LocatorFilterOptions { HasText = "Cost against risk" });
        foreach (string way in (string[])["aggressive", "passive"])
        {
            LocatorBoundingBoxResult name = (await figure.Locator("svg text").Filter(new LocatorFilterOptions { HasText = way }).BoundingBoxAsync())!;
            float x = name.X - LeftToPoint, y = name.Y + name.Height / 2 + DownToPoint;
            await session.Page.Mouse.MoveAsync(x - 1, y);
            await session.Page.Mouse.MoveAsync(x, y);
            await Expect(figure).ToContainTextAsync(new Regex($"{way}mean .+ bps, std dev .+ bps"));
            await session.Page.Mouse.ClickAsync(x, y);
            await Expect(session.Page.Locator("tr.chosen")).ToContainTextAsync(way);
            await Expect(session.Page).ToHaveURLAsync(new Regex($"way={way}"));
            await Expect(session.Page.GetByText($"Schedule of {way}")).ToBeVisibleAsync();
        }
    }

    /// <summary>The safest point of the frontier is its last; planning with its aversion trades earlier than the cheapest.</summary>
    [BrowserFact]
    public async Task ScheduleFrontier_Clicked_PlansWithThatRiskAversion()
    {
        await using PageSession session = await page.OpenAsync(View);
        ILocator points = session.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { NameRegex = new Regex("optimal schedules by risk aversion") }).Locator($"svg path[fill='{PointColour}']");
        await Expect(points).ToHaveCountAsync(12);
        await points.Last.ClickAsync();
        await Expect(session.Page.Locator("#aversion")).Not.ToHaveValueAsync(string.Empty);
        Assert.Contains("aversion=", session.Page.Url, StringComparison.Ordinal);
        await Expect(session.Page.Locator("#aversion-fault")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Horizons_Nonsense_AreExplainedAtTheField()
    {
        await using PageSession session = await page.OpenAsync(View);
        await session.Page.Locator("#horizons").FillAsync("soon");
        await Expect(session.Page.Locator("#horizons-fault")).ToContainTextAsync("soon");
    }

    [BrowserFact]
    public async Task Copy_AsCsv_PutsTheTableOnTheClipboard()
    {
        await using PageSession session = await page.OpenAsync(View);
        await session.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Expect(session.Page.Locator(".ways tbody tr")).ToHaveCountAsync(3);
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copy as CSV" }).ClickAsync();
        await Expect(session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copied" })).ToBeVisibleAsync();
        string csv = await session.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal(4, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("way,rank,", csv, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Schedule_OfTheChosenWay_KeepsTheCapOrSaysWhatFits()
    {
        await using PageSession session = await page.OpenAsync(View);
        await Expect(session.Page.GetByText("slices", new PageGetByTextOptions { Exact = false }).Last).ToBeVisibleAsync();
        await session.Page.Locator("#cap").FillAsync("0.01");
        await Expect(session.Page.Locator("#cap-fault")).ToContainTextAsync("expected at least");
        await session.Page.Locator("#cap").FillAsync("90");
        await Expect(session.Page.Locator("#cap-fault")).ToHaveCountAsync(0);
        Assert.Contains("capPercent=90", session.Page.Url, StringComparison.Ordinal);
    }
}
