using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Everything recorded of one instrument in one session. <paramref name="Events"/> are in the order of <see cref="MarketEvent.AvailableTime"/> (then event time, then sequence);
/// trades are signed where they can be. Events outside the session's hours may be present and are not used for labels.
/// </summary>
public sealed record SessionTape(Instrument Instrument, TradingSession Session, MarketEvent[] Events);
