using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.Oracles.TrainingOrders;

/// <summary>One resting order followed event by event, as a person would: the naive twin of PassiveFills.</summary>
public static class NaivePassiveReplay
{
    /// <summary>When and at what price an order that joins at <paramref name="joinTime"/> fills; null where it never does.</summary>
    public static (Timestamp Time, double Price)? Follow(SessionTape tape, Side side, Timestamp joinTime)
    {
        List<MarketEvent> events = tape.Events.Where(row => tape.Session.Contains(row.EventTime)).OrderBy(row => row.EventTime.UnixMicros).ToList();
        Quote joined = events.Last(row => IsQuote(row) && row.EventTime <= joinTime).Quote;
        var order = new RestingOrder(side, joined);
        foreach (MarketEvent row in events.Where(row => row.EventTime > joinTime))
        {
            bool isFilled = IsQuote(row) ? order.OnQuote(row.Quote) : row.Kind == MarketEventKind.Trade && order.OnTrade(row.Trade);
            if (isFilled)
                return (row.EventTime, order.Price);
        }

        return null;
    }

    private static bool IsQuote(MarketEvent row) => row.Kind == MarketEventKind.Quote && row.Quote.Bid > 0 && row.Quote.Ask >= row.Quote.Bid;

    private sealed class RestingOrder
    {
        private readonly Side side;
        private double sizeAhead;
        private double traded;
        private bool isAlone;

        public RestingOrder(Side side, Quote quote)
        {
            this.side = side;
            Join(quote);
        }

        public double Price { get; private set; }

        public bool OnQuote(Quote quote)
        {
            double touch = side == Side.Buy ? quote.Bid : quote.Ask;
            bool hasMovedAway = side == Side.Buy ? touch > Price : touch < Price;
            if (hasMovedAway)
            {
                Join(quote);
                return false;
            }

            isAlone |= touch != Price;
            return isAlone && (side == Side.Buy ? quote.Ask <= Price : quote.Bid >= Price);
        }

        public bool OnTrade(Trade trade)
        {
            if ((sbyte)trade.Aggressor == (sbyte)side)
                return false;
            bool isThrough = side == Side.Buy ? trade.Price < Price : trade.Price > Price;
            if (trade.Price == Price)
                traded += trade.Size;
            return isThrough || (trade.Price == Price && (isAlone || traded > sizeAhead));
        }

        private void Join(Quote quote)
        {
            Price = side == Side.Buy ? quote.Bid : quote.Ask;
            sizeAhead = side == Side.Buy ? quote.BidSize : quote.AskSize;
            traded = 0;
            isAlone = false;
        }
    }
}
