using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Binance;

/// <summary>
/// The machine that captured a feed has its own clock. Nothing is received before it is sent, so where the exchange's sending times lie after the receive times, the receiver's clock is behind by at least
/// the largest such difference. A message that has no exchange time gets its receive time, moved forward by that: it then never stands before an event that was received earlier.
/// </summary>
internal sealed class ReceiveClock
{
    /// <summary>How far the receiver's clock is behind, as far as the messages so far show; zero for a clock that is right or ahead.</summary>
    public long BehindMicros { get; private set; }

    public void Observe(Timestamp received, Timestamp sent) => BehindMicros = Math.Max(BehindMicros, sent.UnixMicros - received.UnixMicros);

    public Timestamp EventTimeOf(Timestamp received) => new(received.UnixMicros + BehindMicros);
}
