using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ImpactService.Tests.ImpactWeb;

/// <summary>One window. Closing it asserts that the page threw nothing.</summary>
internal sealed class PageSession : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];

    public PageSession(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, fault) => faults.Add(fault);
        page.SetDefaultTimeout(20_000);
    }

    public IPage Page { get; }

    public ILocator Sentence => Page.Locator(".sentence");

    public ILocator Field(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    /// <summary>Waits until an answer is shown.</summary>
    public Task AnsweredAsync() => Expect(Sentence).ToContainTextAsync("Expect", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });

    /// <summary>True where the page is wider than the window.</summary>
    public Task<bool> OverflowsAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(faults);
    }
}
