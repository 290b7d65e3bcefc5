using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>How the aggressor of a trade was found.</summary>
public enum SignSource
{
    /// <summary>The feed said it.</summary>
    Given,

    /// <summary>Price against the mid of the quote in force strictly before the trade.</summary>
    Quote,

    /// <summary>At the mid, or no quote: against the last different price.</summary>
    Tick,

    /// <summary>Neither quote nor an earlier price: the aggressor stays unknown.</summary>
    Unsigned,
}

/// <summary>A trade with its aggressor, and the mid in force strictly before it (NaN when there was none).</summary>
public readonly record struct SignedTrade(Trade Trade, SignSource Source, double MidBefore);

/// <summary>
/// Finds the aggressor of trades that come without one (Lee and Ready 1991, without their five-second delay, which clocks of today no longer need):
/// above the mid a buyer, below it a seller, at the mid the tick rule. The mid is that of the last quote with a time strictly before the trade's: with clocks that tie,
/// a quote of the same stamp may be the trade's own effect. Quotes and trades are fed in the order of the stream. Crossed and one-sided quotes are not for this class.
/// </summary>
public sealed class TradeSigner
{
    /// <summary>
    /// Far below any tick and far above the rounding of decimal prices: (181.85 + 181.90)/2 and 181.875 may differ in the last bit. Compared exactly, a quarter of one day's
    /// prints at the mid counted as above or below it (2.6 % of all IBM trades of 2013-10-07).
    /// </summary>
    private const double MidTolerance = 1e-9;

    private readonly QuoteTrail trail = new();
    private double lastPrice = double.NaN;
    private Aggressor lastTick = Aggressor.Unknown;

    public void OnQuote(Timestamp eventTime, in Quote quote) => trail.Add(eventTime, quote.Mid);

    /// <summary>Signs the trade and remembers its price for the tick rule.</summary>
    public SignedTrade Sign(Timestamp eventTime, in Trade trade)
    {
        double mid = trail.MidBefore(eventTime);
        MoveTick(trade.Price);
        if (trade.Aggressor != Aggressor.Unknown)
            return new SignedTrade(trade, SignSource.Given, mid);
        double tolerance = mid * MidTolerance;
        if (trade.Price - mid > tolerance)
            return new SignedTrade(trade with { Aggressor = Aggressor.Buyer }, SignSource.Quote, mid);
        if (mid - trade.Price > tolerance)
            return new SignedTrade(trade with { Aggressor = Aggressor.Seller }, SignSource.Quote, mid);
        return new SignedTrade(trade with { Aggressor = lastTick }, lastTick == Aggressor.Unknown ? SignSource.Unsigned : SignSource.Tick, mid);
    }

    /// <summary>Forgets everything: at a session's start.</summary>
    public void Reset()
    {
        trail.Clear();
        lastPrice = double.NaN;
        lastTick = Aggressor.Unknown;
    }

    private void MoveTick(double price)
    {
        if (price > lastPrice)
            lastTick = Aggressor.Buyer;
        else if (price < lastPrice)
            lastTick = Aggressor.Seller;
        lastPrice = price;
    }
}
