using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>Writes the whole feature vector of one order in one market: the market features with signed ones turned to the order's side, then the order's own.</summary>
public static class OrderFeatures
{
    /// <summary>Levels that count as displayed depth.</summary>
    internal const int DepthLevels = 10;

    /// <param name="destination">[schema.Count] every element is written; NaN is missing.</param>
    /// <exception cref="ArgumentException">The destination is too short, or the state comes from an engine with other signals.</exception>
    public static void Write(FeatureSchema schema, MarketState state, OrderProfile order, Span<double> destination)
    {
        if (destination.Length < schema.Count)
            throw new ArgumentException($"destination has {destination.Length} elements, the schema {schema.Count}", nameof(destination));
        if (state.PlainFeatures.Length != schema.MarketCount)
            throw new ArgumentException($"the market state has {state.PlainFeatures.Length} features, the schema {schema.MarketCount}", nameof(state));
        Span<double> market = destination[..schema.MarketCount];
        state.WriteMarketFeatures(market);
        TurnToSide(market, order.Side);
        Span<double> own = destination[schema.MarketCount..schema.Count];
        WriteSize(state, order, own);
        WriteHorizon(state, order, own);
    }

    private static void TurnToSide(Span<double> market, Side side)
    {
        if (side == Side.Buy)
            return;
        var definitions = MarketFeatureCatalog.Definitions;
        for (int i = 0; i < definitions.Length; i++)
        {
            if (definitions[i].IsSideSigned)
                market[i] = -market[i];
        }
    }

    private static void WriteSize(MarketState state, OrderProfile order, Span<double> own)
    {
        double adv = state.AdvUnits ?? double.NaN;
        double quantity = order.Quantity;
        bool buys = order.Side == Side.Buy;
        Quote quote = state.Quote.GetValueOrDefault();
        BookSide opposite = new(buys ? state.Depth?.AskPrices : state.Depth?.BidPrices, buys ? state.Depth?.AskSizes : state.Depth?.BidSizes);
        own[(int)OrderFeature.AdvFraction] = Ratio(quantity, adv);
        own[(int)OrderFeature.Participation] = ShareOf(quantity, adv * WindowVolumeShare(state, order));
        own[(int)OrderFeature.QuantityOverTouch] = Ratio(quantity, buys ? quote.AskSize : quote.BidSize);
        own[(int)OrderFeature.QuantityOverNearTouch] = Ratio(quantity, buys ? quote.BidSize : quote.AskSize);
        own[(int)OrderFeature.QuantityOverDepth] = Ratio(quantity, opposite.SizeOfLevels(DepthLevels));
        own[(int)OrderFeature.QuantityOverDepthWithin25] = Ratio(quantity, opposite.SizeWithin(25, state.Mid));
        own[(int)OrderFeature.QuantityOverMeanTrade] = Ratio(quantity, state.Plain(MarketFeature.MeanTradeSize));
        own[(int)OrderFeature.RateShare] = ShareOf(quantity, order.HorizonSeconds * RecentVolumePerSecond(state));
    }

    private static void WriteHorizon(MarketState state, OrderProfile order, Span<double> own)
    {
        double days = order.HorizonSeconds / SessionOf(state, order).LengthSeconds;
        double sigmaSqrtT = (state.DailyVolatility ?? double.NaN) * Math.Sqrt(days) * 1e4;
        own[(int)OrderFeature.HorizonDays] = days;
        own[(int)OrderFeature.HorizonSeconds] = order.HorizonSeconds;
        own[(int)OrderFeature.HorizonShareOfRest] = Ratio(order.HorizonSeconds, SessionOf(state, order).Close.SecondsSince(order.ArrivalTime));
        own[(int)OrderFeature.WindowVolumeShare] = WindowVolumeShare(state, order);
        own[(int)OrderFeature.TakerFraction] = order.TakerFraction;
        own[(int)OrderFeature.SigmaSqrtT] = sigmaSqrtT;
        own[(int)OrderFeature.SigmaSqrtTOverHalfSpread] = Ratio(sigmaSqrtT, state.HalfSpreadBps);
        own[(int)OrderFeature.RecentSigmaSqrtT] = state.Plain(MarketFeature.RealisedVolatility300) * Math.Sqrt(days);
    }

    /// <summary>Outside trading hours: that day's session, so that a horizon still has a length in days.</summary>
    private static TradingSession SessionOf(MarketState state, OrderProfile order) =>
        state.Session ?? state.Instrument.Calendar.SessionOn(state.Instrument.Calendar.DateOf(order.ArrivalTime));

    private static double WindowVolumeShare(MarketState state, OrderProfile order)
    {
        if (state.Session is not { } session)
            return double.NaN;
        double from = order.ArrivalTime.SecondsSince(session.Open) / session.LengthSeconds;
        return state.Curve.Fraction(from, from + order.HorizonSeconds / session.LengthSeconds);
    }

    /// <summary>The plain volume rate is relative to the curve's rate per unit of ADV; undone here because an order needs units per second.</summary>
    private static double RecentVolumePerSecond(MarketState state)
    {
        if (state.Session is not { } session)
            return double.NaN;
        double share = state.AsOf.SecondsSince(session.Open) / session.LengthSeconds;
        return state.Plain(MarketFeature.VolumeRate) * state.Curve.RelativeRate(share) / session.LengthSeconds;
    }

    /// <summary>A denominator that is zero, not published or missing makes the ratio missing.</summary>
    private static double Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : double.NaN;

    /// <summary>Q/(Q + other): missing when the other volume is.</summary>
    private static double ShareOf(double quantity, double other) => other >= 0 ? quantity / (quantity + other) : double.NaN;
}
