using System.Diagnostics.CodeAnalysis;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>Reads what a live market starts from: the last session and the finished ones before it. A few at a time, because a busy session takes 70 MB while it is read.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to release.")]
internal sealed class LiveMarketReader(ImpactStore store)
{
    public const int AtOnceMax = 2;

    private readonly SemaphoreSlim places = new(AtOnceMax);

    public async Task<(LiveTape Tape, SessionHistory History)> ReadAsync(Instrument instrument)
    {
        await places.WaitAsync();
        try
        {
            SessionHistory history = await store.Sessions.ReadHistoryAsync(instrument);
            return (await store.MarketData.ReadLastSessionAsync(instrument), history);
        }
        finally
        {
            places.Release();
        }
    }
}
