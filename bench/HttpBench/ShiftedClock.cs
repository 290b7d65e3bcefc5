using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Market;
using Microsoft.Extensions.Hosting;

namespace ImpactService.HttpBench;

/// <summary>A clock that runs as the machine's and stands at the end of the stored market, so that questions about "now" meet a live one.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long shiftTicks;

    public TimeSpan Shift
    {
        set => Volatile.Write(ref shiftTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref shiftTicks));
}

/// <summary>Sets the clock once the markets have been read: a second after the last event of the instrument that is asked about.</summary>
internal sealed class ShiftedClockJob(ShiftedClock clock, LiveMarkets markets, string symbol) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Timestamp? last;
        while ((last = markets.All.FirstOrDefault(m => m.Instrument.Symbol == symbol)?.View?.Market.LastEventTime) is null)
            await Task.Delay(10, stoppingToken);
        clock.Shift = last.Value.ToUtcDateTime().AddSeconds(1) - TimeProvider.System.GetUtcNow().UtcDateTime;
    }
}
