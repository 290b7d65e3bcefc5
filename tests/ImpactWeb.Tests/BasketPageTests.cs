using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>Many orders at once.</summary>
[Collection(PageCollection.Name)]
public class BasketPageTests(PageFixture page)
{
    private const string Orders = "id,instrument,side,advFraction\na,ELM,buy,0.002\nb,ACORN-USD,sell,0.002\nc,NOSUCH,buy,0.01\nd,ELM,buy,0.001";

    [BrowserFact]
    public async Task Price_PastedRows_ShowsRefusalsFirstThenLinesAndTotal()
    {
        await using PageSession session = await PriceAsync(Orders);
        ILocator rows = session.Page.Locator(".lines tbody tr");
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(rows.First).ToContainTextAsync("NOSUCH");
        await Expect(rows.First).ToContainTextAsync("unknown_instrument");
        await Expect(session.Page.Locator(".basket")).ToContainTextAsync("3 of 4 lines priced, 1 refused.");
    }

    [BrowserFact]
    public async Task Drop_AFile_FillsTheOrders()
    {
        await using PageSession session = await page.OpenAsync("#/basket");
        await session.Field("Orders").EvaluateAsync("""
            (box, text) => {
              const data = new DataTransfer();
              data.items.add(new File([text], "orders.csv", { type: "text/csv" }));
              box.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """, Orders);
        await Expect(session.Field("Orders")).ToHaveValueAsync(Orders);
        await Expect(session.Page.Locator("form")).ToContainTextAsync("4 lines.");
    }

    [BrowserFact]
    public async Task SortAndFilter_Lines_KeepRefusalsFirst()
    {
        await using PageSession session = await PriceAsync(Orders);
        ILocator rows = session.Page.Locator(".lines tbody tr");
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Instrument" }).ClickAsync();
        await Expect(rows.Nth(0)).ToContainTextAsync("NOSUCH");
        await Expect(rows.Nth(1)).ToContainTextAsync("ACORN-USD");
        await session.Field("Filter lines").FillAsync("elm");
        await Expect(rows).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Paste_WithoutColumnNames_IsExplainedAndCannotBePriced()
    {
        await using PageSession session = await page.OpenAsync("#/basket");
        await session.Field("Orders").FillAsync("ELM,buy,100");
        await Expect(session.Page.Locator("#lines-fault")).ToContainTextAsync("must name the columns");
        await Expect(session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Price basket" })).ToBeDisabledAsync();
    }

    [BrowserFact]
    public async Task Price_BadHorizon_IsExplainedAtTheField()
    {
        await using PageSession session = await page.OpenAsync("#/basket");
        await session.Field("Orders").FillAsync(Orders);
        await session.Field("Horizon").FillAsync("soon");
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Price basket" }).ClickAsync();
        await Expect(session.Page.Locator("#horizon-fault")).ToContainTextAsync("soon");
    }

    /// <summary>Above the size that is answered at once, a job is followed to its end.</summary>
    [BrowserFact]
    public async Task Price_ManyRows_FollowsTheJob()
    {
        string many = "instrument,side,quantity\n" + string.Join('\n', Enumerable.Range(1, 400).Select(i => $"ELM,{(i % 2 == 0 ? "buy" : "sell")},{i}"));
        await using PageSession session = await PriceAsync(many);
        await Expect(session.Page.Locator(".basket")).ToContainTextAsync("400 of 400 lines priced.");
    }

    [BrowserFact]
    public async Task Price_ConnectionLostMeanwhile_SaysSoAndFollowsTheJobAgain()
    {
        await using PageSession session = await page.OpenAsync("#/basket");
        int asked = 0;
        await session.Page.RouteAsync("**/v1/baskets/*", route => ++asked <= 1 ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await session.Field("Orders").FillAsync("instrument,side,quantity\n" + string.Join('\n', Enumerable.Range(1, 400).Select(i => $"ELM,buy,{i}")));
        await session.Field("Horizon").FillAsync("10m");
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Price basket" }).ClickAsync();
        await Expect(session.Page.Locator(".connection")).ToContainTextAsync("Connection lost");
        await Expect(session.Page.Locator(".basket")).ToContainTextAsync("400 of 400 lines priced.", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await Expect(session.Page.Locator(".connection")).ToHaveTextAsync(string.Empty);
    }

    private async Task<PageSession> PriceAsync(string orders)
    {
        PageSession session = await page.OpenAsync("#/basket");
        await session.Field("Orders").FillAsync(orders);
        await session.Field("Horizon").FillAsync("10m");
        await session.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Price basket" }).ClickAsync();
        await Expect(session.Page.Locator(".lines")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        return session;
    }
}
