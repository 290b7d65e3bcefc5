using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>The first page: an order in, its cost out, as one types.</summary>
[Collection(PageCollection.Name)]
public partial class TicketPageTests(PageFixture page)
{
    private const string Order = "#/ticket?instrument=ELM&size=0.5&horizon=10m";

    [BrowserFact]
    public async Task Open_WithoutAnything_AnswersForTheFirstInstrument()
    {
        await using PageSession session = await page.OpenAsync(string.Empty);
        await session.AnsweredAsync();
        await Expect(session.Field("Instrument")).ToHaveValueAsync("ACORN-USD");
    }

    [BrowserFact]
    public async Task Answer_AnOrder_ShowsSentencePicturesAndStanding()
    {
        await using PageSession session = await page.OpenAsync(Order);
        await session.AnsweredAsync();
        Assert.Matches(Sentence(), await session.Sentence.TextContentAsync());
        foreach (string part in (string[])["Cost distribution", "Chance of costing more", "What the mean is made of", "What drives it", "The laws beside it", "Market state"])
            await Expect(session.Page.GetByText(part, new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(session.Page.Locator(".badges")).ToContainTextAsync("Support:");
        await Expect(session.Page.Locator(".standing")).ToContainTextAsync(page.ModelIdentity);
        Assert.Equal(3, await session.Page.Locator(".chart svg").CountAsync());
    }

    [BrowserFact]
    public async Task Type_AnotherSide_AsksAgainAndChangesTheAddress()
    {
        await using PageSession session = await page.OpenAsync(Order);
        await session.AnsweredAsync();
        await session.Page.GetByText("Sell", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(session.Page.Locator("caption").First).ToContainTextAsync("Sell");
        Assert.Contains("side=sell", session.Page.Url, StringComparison.Ordinal);
        await session.Page.ReloadAsync();
        await Expect(session.Page.Locator("caption").First).ToContainTextAsync("Sell");
    }

    [BrowserFact]
    public async Task Type_WhatIsNoSize_IsExplainedAtTheField()
    {
        await using PageSession session = await page.OpenAsync(Order);
        await session.AnsweredAsync();
        await session.Page.Locator("#size").FillAsync("plenty");
        await Expect(session.Page.Locator("#size-fault")).ToContainTextAsync("plenty");
        await Expect(session.Page.Locator("#size")).ToHaveAttributeAsync("aria-invalid", "true");
        await session.Page.Locator("#size").FillAsync("0.5");
        await session.AnsweredAsync();
        await Expect(session.Page.Locator("#size-fault")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Type_AHorizonPastTheClose_SaysWhatIsLeft()
    {
        await using PageSession session = await page.OpenAsync("#/ticket?instrument=ELM&horizon=20h");
        await Expect(session.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("horizon_past_session_end");
    }

    [BrowserFact]
    public async Task Threshold_Moved_IsAskedOfTheService()
    {
        await using PageSession session = await page.OpenAsync(Order);
        await session.AnsweredAsync();
        await session.Field("Limit to watch, bps").FillAsync("0");
        await Expect(session.Page.Locator("output")).ToContainTextAsync("more than 0.0 bps");
        ILocator picture = session.Page.Locator(".draggable .chart");
        LocatorBoundingBoxResult box = (await picture.BoundingBoxAsync())!;
        await session.Page.Mouse.MoveAsync(box.X + 0.3f * box.Width, box.Y + 100);
        await session.Page.Mouse.DownAsync();
        await session.Page.Mouse.MoveAsync(box.X + 0.8f * box.Width, box.Y + 100, new MouseMoveOptions { Steps = 5 });
        await session.Page.Mouse.UpAsync();
        await Expect(session.Page.Locator("output")).Not.ToContainTextAsync("more than 0.0 bps");
        Assert.DoesNotContain("thresholdBps=0&", session.Page.Url + "&", StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Keyboard_Alone_ReachesAnAnswer()
    {
        await using PageSession session = await page.OpenAsync(Order);
        await session.AnsweredAsync();
        await session.Field("Instrument").FocusAsync();
        await session.Page.Keyboard.PressAsync("Tab");
        await session.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(session.Page.Locator("caption").First).ToContainTextAsync("Sell");
        await session.Page.Keyboard.PressAsync("Tab");
        await session.Page.Keyboard.PressAsync("Control+A");
        await session.Page.Keyboard.TypeAsync("0.2");
        await Expect(session.Page).ToHaveURLAsync(new Regex("size=0\\.2"));
        await session.AnsweredAsync();
    }

    [GeneratedRegex(@"^Expect (to gain )?−?\d[\d.]* bps \(.+\); (<|>)? ?\d+ % chance of more than 10\.0 bps\.$")]
    private static partial Regex Sentence();
}
