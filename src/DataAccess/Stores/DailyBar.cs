using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>One session as a data vendor reports it. Volume in units of the instrument, auctions and off-hours prints included where the vendor counts them.</summary>
public sealed record DailyBar(DateOnly Date, double Open, double High, double Low, double Close, double Volume);

/// <summary>Trades of one minute; from the store's ticks, as of its last refresh.</summary>
public sealed record MinuteBar(Timestamp StartTime, double Open, double High, double Low, double Close, double Volume, long TradeCount);
