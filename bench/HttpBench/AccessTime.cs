using System.Diagnostics;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Hosting;
using Microsoft.AspNetCore.Http;

namespace ImpactService.HttpBench;

/// <summary>What asking for a key costs each request, with a thousand keys in the store: the look-up with its hash, the rate limit, and the whole gate with and without a key.</summary>
internal static class AccessTime
{
    private const int Keys = 1_000;
    private const int Calls = 1_000_000;

    /// <summary>So that no call is refused.</summary>
    private const int RequestsPerSecond = 1_000_000_000;

    public static async Task<int> RunAsync()
    {
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { Throwaway = true });
        string text = "";
        for (int i = 0; i < Keys; i++)
            text = (await store.ApiKeys.CreateAsync(new NewApiKey($"bench {i}", "bench", ApiScopes.Estimate, RequestsPerSecond, null))).Text;
        KeyRing ring = new(store, new ImpactOptions(), TimeProvider.System);
        await ring.FollowAsync(CancellationToken.None);
        KeyLimit limit = ring.Find(text)!.Limit;
        AccessGate gate = new(static _ => Task.CompletedTask, ring, new AccessPolicy(KeysRequired: false));
        (HttpContext keyed, HttpContext local) = (Request($"Bearer {text}"), Request(null));
        Print("key: look-up, SHA-256, compare", Measure(() => ring.Find(text) is not null));
        Print("rate limit", Measure(() => limit.TryTake(out _)));
        Print("gate with a key", Measure(() => gate.InvokeAsync(keyed).IsCompletedSuccessfully && keyed.Response.StatusCode == StatusCodes.Status200OK));
        Print("gate without a key, on this machine", Measure(() => gate.InvokeAsync(local).IsCompletedSuccessfully && local.Response.StatusCode == StatusCodes.Status200OK));
        return 0;
    }

    private static DefaultHttpContext Request(string? authorization)
    {
        DefaultHttpContext context = new();
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new NeededScope(ApiScopes.Estimate)), "bench"));
        context.Request.Headers.Authorization = authorization;
        return context;
    }

    /// <returns>Nanoseconds and bytes a call.</returns>
    private static (double Nanoseconds, double Bytes) Measure(Func<bool> call)
    {
        (double, double) last = default;
        for (int pass = 0; pass < 3; pass++)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Calls; i++)
            {
                if (!call())
                    throw new InvalidOperationException("a call was refused: that is not what is measured");
            }

            last = (Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / Calls);
        }

        return last;
    }

    private static void Print(string what, (double Nanoseconds, double Bytes) cost) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"what":"{{what}}","ns":{{cost.Nanoseconds:0}},"bytes":{{cost.Bytes:0.#}}}"""));
}
