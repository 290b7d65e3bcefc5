using ImpactService.ImpactModels.Market;
using static ImpactService.ImpactModels.Features.FlowHalfLives;
using static ImpactService.ImpactModels.Features.MarketFeature;

namespace ImpactService.ImpactModels.Features;

/// <summary>Reads the market features off a session's state, in units and bps; <see cref="FeatureScaling"/> makes them dimensionless afterwards.</summary>
internal static class PlainFeatures
{
    /// <summary>Successive pairs before a correlation is told.</summary>
    private const int MinimumPairs = 10;

    /// <summary>Half a minute of seconds with a whole slow lag before them.</summary>
    private const int MinimumVolatilitySamples = 30;

    /// <summary>A rate over less than a second is no rate.</summary>
    private const double MinimumWatchedSeconds = 1;

    /// <param name="plain">[schema.MarketCount] the part of the fixed market features is written.</param>
    public static void Write(SessionState state, Timestamp asOf, Span<double> plain)
    {
        plain.Fill(double.NaN);
        WriteSpread(state, plain);
        WriteBook(state, plain);
        WriteFlow(state, plain);
        WriteReturns(state, plain);
        WriteVolatility(state, plain);
        WriteLiquidity(state, asOf, plain);
        WriteTiming(state, asOf, plain);
        WriteRates(state, plain);
    }

    private static void WriteSpread(SessionState state, Span<double> plain)
    {
        ref readonly Scalars now = ref state.Now;
        plain[(int)HalfSpread] = 1;
        plain[(int)SpreadToRecent] = 1 / now.MeanHalfSpread.Mean;
        plain[(int)SpreadToHistory] = 1 / state.History.MeanHalfSpreadBps;
        plain[(int)EffectiveHalfSpread] = Mean(state, Medium, FlowStream.EffectiveSpread, FlowStream.EffectiveSpreadVolume) * 1e4;
        plain[(int)RealisedHalfSpread5] = state.MarkOuts.RealisedHalfSpreadBps(0);
        plain[(int)RealisedHalfSpread60] = state.MarkOuts.RealisedHalfSpreadBps(1);
        plain[(int)AdverseSelection5] = state.MarkOuts.AdverseSelectionBps(0);
        plain[(int)AdverseSelection60] = state.MarkOuts.AdverseSelectionBps(1);
        if (now.ReturnPairCount >= MinimumPairs)
            plain[(int)NoiseToSpread] = Math.Sqrt(Math.Max(0, -Mean(state, Medium, FlowStream.ReturnProduct, FlowStream.ReturnPairs))) * 1e4;
        if (now.Quote is not { } quote)
            return;
        plain[(int)SpreadPercentile] = state.Spreads.Percentile(now.SpreadClass);
        plain[(int)SpreadTicks] = (quote.Ask - quote.Bid) / (state.Instrument.TickSize ?? double.NaN);
    }

    private static void WriteBook(SessionState state, Span<double> plain)
    {
        ref readonly Scalars now = ref state.Now;
        if (now.Quote is { } quote && now.HasSizes)
        {
            double imbalance = (quote.BidSize - quote.AskSize) / (quote.BidSize + quote.AskSize);
            plain[(int)Imbalance1] = imbalance;
            // (bid·askSize + ask·bidSize)/(bidSize + askSize) − mid = half spread × imbalance, exactly zero where it should be.
            plain[(int)MicropriceDeviation] = imbalance * now.HalfSpreadBps;
            plain[(int)TouchToAdv] = now.TouchSize;
            plain[(int)TouchToRecent] = now.TouchSize / now.MeanTouch.Mean;
        }

        if (now.Depth is not { } depth)
            return;
        BookSide bids = new(depth.BidPrices, depth.BidSizes), asks = new(depth.AskPrices, depth.AskSizes);
        plain[(int)Imbalance5] = Imbalance(bids, asks, 5);
        plain[(int)Imbalance10] = Imbalance(bids, asks, 10);
        plain[(int)DepthWithin5] = bids.SizeWithin(5, now.Mid) + asks.SizeWithin(5, now.Mid);
        plain[(int)DepthWithin25] = bids.SizeWithin(25, now.Mid) + asks.SizeWithin(25, now.Mid);
    }

    /// <summary>Missing where neither side shows so many levels: the feed then publishes fewer, which is no thin book.</summary>
    private static double Imbalance(BookSide bids, BookSide asks, int levels)
    {
        if (Math.Max(bids.Levels, asks.Levels) < levels)
            return double.NaN;
        double bid = bids.SizeOfLevels(levels), ask = asks.SizeOfLevels(levels);
        return (bid - ask) / (bid + ask);
    }

    private static void WriteFlow(SessionState state, Span<double> plain)
    {
        double touch = state.Now.MeanTouch.Mean;
        for (int h = Fast; h <= Slow; h++)
        {
            plain[(int)FlowImbalance10 + h] = Mean(state, h, FlowStream.SignedVolume, FlowStream.Volume);
            if (state.Now.TradeCount > 0)
                plain[(int)SignedFlow10 + h] = Sum(state, h, FlowStream.SignedVolume);
            if (h <= Medium)
                plain[(int)Ofi10 + h] = Sum(state, h, FlowStream.OrderFlowImbalance) / touch;
        }

        plain[(int)SignAutocorrelation] = SignCorrelation(state);
        plain[(int)Vpin] = state.Buckets.Vpin();
    }

    private static void WriteReturns(SessionState state, Span<double> plain)
    {
        double mid = state.Now.Mid;
        plain[(int)Return10] = ChangeBps(state.Mids.Before(10), mid);
        plain[(int)Return60] = ChangeBps(state.Mids.Before(60), mid);
        plain[(int)Return300] = ChangeBps(state.Mids.Before(300), mid);
        plain[(int)ReturnSinceOpen] = ChangeBps(state.Now.FirstMid, mid);
    }

    private static void WriteVolatility(SessionState state, Span<double> plain)
    {
        plain[(int)RealisedVolatility60] = PerRootDay(state, 0) * 1e4;
        plain[(int)RealisedVolatility300] = PerRootDay(state, 1) * 1e4;
        plain[(int)RealisedVolatility1800] = PerRootDay(state, 2) * 1e4;
        plain[(int)VolatilityRatio300] = PerRootDay(state, 1);
        plain[(int)VolatilityRatioSession] = PerRootDay(state, 3);
        plain[(int)VolatilityRatioWeek] = state.History.WeekVolatility;
        plain[(int)VolatilityRatioMonth] = state.History.MonthVolatility;
        plain[(int)DailyVolatility] = 1;
    }

    private static void WriteLiquidity(SessionState state, Timestamp asOf, Span<double> plain)
    {
        double share = asOf.SecondsSince(state.Session.Open) / state.Session.LengthSeconds;
        double passed = state.History.Curve.Fraction(0, share);
        plain[(int)Adv] = 1;
        plain[(int)SharesOutstandingOverAdv] = state.Instrument.SharesOutstanding ?? double.NaN;
        if (state.Now.TradeCount > 0 && passed > 0)
            plain[(int)RelativeVolume] = state.Now.SessionVolume / passed;
        plain[(int)MeanTradeSize] = Mean(state, Medium, FlowStream.Volume, FlowStream.Trades);
        plain[(int)TradesPerQuote] = Mean(state, Medium, FlowStream.Trades, FlowStream.Quotes);
        plain[(int)KyleLambda] = state.Now.Kyle.BpsPerUnit() * 1e-4;
        plain[(int)MarketFeature.Amihud] = state.Now.Amihud.BpsPerUnit() * 1e-4;
        plain[(int)MarketFeature.Mid] = state.Now.Mid;
    }

    private static void WriteTiming(SessionState state, Timestamp asOf, Span<double> plain)
    {
        ref readonly Scalars now = ref state.Now;
        double share = asOf.SecondsSince(state.Session.Open) / state.Session.LengthSeconds;
        if (share is >= 0 and < 1)
        {
            plain[(int)SecondsToClose] = state.Session.Close.SecondsSince(asOf);
            plain[(int)SessionShare] = share;
            plain[(int)VolumeCurvePosition] = state.History.Curve.Fraction(0, share);
        }

        if (now.Quote is not null)
            plain[(int)SecondsSinceQuote] = asOf.SecondsSince(now.QuoteTime);
        if (now.TradeTime > Timestamp.MinValue)
            plain[(int)SecondsSinceTrade] = asOf.SecondsSince(now.TradeTime);
        if (now.Depth is not null)
            plain[(int)SecondsSinceDepth] = asOf.SecondsSince(now.DepthTime);
        if (now.LargeTradeTime > Timestamp.MinValue)
            plain[(int)SecondsSinceLargeTrade] = asOf.SecondsSince(now.LargeTradeTime);
    }

    private static void WriteRates(SessionState state, Span<double> plain)
    {
        ref readonly Scalars now = ref state.Now;
        double watched = now.Clock.SecondsSince(now.Start);
        if (!now.HasStarted || watched < MinimumWatchedSeconds)
            return;
        double Rate(FlowStream stream, int halfLife) => Sum(state, halfLife, stream) / state.Sums.WeightSeconds(halfLife, watched);
        plain[(int)QuoteRate] = Rate(FlowStream.Quotes, Minute);
        plain[(int)QuoteRateRatio] = Rate(FlowStream.Quotes, Minute) / Rate(FlowStream.Quotes, Slow);
        plain[(int)QuoteRevisionRate] = Rate(FlowStream.Revisions, Minute);
        if (now.TradeCount == 0)
            return;
        double curve = state.History.Curve.RelativeRate(now.Clock.SecondsSince(state.Session.Open) / state.Session.LengthSeconds);
        plain[(int)TradeRate] = Rate(FlowStream.Trades, Minute);
        plain[(int)TradeRateRatio] = Rate(FlowStream.Trades, Minute) / Rate(FlowStream.Trades, Slow);
        plain[(int)VolumeRate] = Rate(FlowStream.Volume, Medium) * state.Session.LengthSeconds / curve;
    }

    private static double SignCorrelation(SessionState state)
    {
        if (state.Now.SignPairCount < MinimumPairs)
            return double.NaN;
        double later = Mean(state, Medium, FlowStream.Sign, FlowStream.SignPairs);
        double earlier = Mean(state, Medium, FlowStream.SignBefore, FlowStream.SignPairs);
        double product = Mean(state, Medium, FlowStream.SignProduct, FlowStream.SignPairs);
        return (product - later * earlier) / Math.Sqrt((1 - later * later) * (1 - earlier * earlier));
    }

    private static double PerRootDay(SessionState state, int halfLife) =>
        Math.Sqrt(state.Variance.Variance(halfLife, MinimumVolatilitySamples) * state.Session.LengthSeconds);

    private static double ChangeBps(double from, double to) => (to - from) / from * 1e4;

    private static double Sum(SessionState state, int halfLife, FlowStream stream) => state.Sums.Sum(halfLife, (int)stream);

    /// <summary>A decayed mean: 0/0 where nothing was seen is NaN, which is what missing means.</summary>
    private static double Mean(SessionState state, int halfLife, FlowStream numerator, FlowStream denominator) =>
        Sum(state, halfLife, numerator) / Sum(state, halfLife, denominator);
}
