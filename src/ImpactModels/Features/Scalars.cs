using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Features;

/// <summary>The part of a session's state that is plain numbers; one assignment copies it.</summary>
internal struct Scalars()
{
    public bool HasStarted;
    public Timestamp Start;
    public Timestamp Clock;

    public Quote? Quote;
    public Timestamp QuoteTime;
    public Timestamp ChangedTime;
    public long QuotesUnchanged;
    public double FirstMid = double.NaN;
    public double Mid = double.NaN;
    public double LogMid = double.NaN;
    public double HalfSpreadBps = double.NaN;
    public double TouchSize = double.NaN;
    public int SpreadClass;
    public bool HasSizes;
    public DecayedTimeMean MeanHalfSpread = new(FlowHalfLives.MediumSeconds);
    public DecayedTimeMean MeanTouch = new(FlowHalfLives.MediumSeconds);

    public BookSnapshot? Depth;
    public Timestamp DepthTime;

    public long TradeCount;
    public Timestamp TradeTime = Timestamp.MinValue;
    public Timestamp LargeTradeTime = Timestamp.MinValue;
    public double SessionVolume;
    public double LastSign;
    public long SignPairCount;
    public double LastLogPrice = double.NaN;
    public double LastReturn = double.NaN;
    public long ReturnPairCount;

    public DisorderWatch Disorder;
    public ImpactSlope Kyle = new();
    public AmihudRatio Amihud = new();

    public void PutInForce(Timestamp eventTime, in Quote quote)
    {
        (ChangedTime, QuotesUnchanged) = Quote is { } before && before == quote ? (ChangedTime, QuotesUnchanged + 1) : (eventTime, 0);
        (Quote, QuoteTime) = (quote, eventTime);
        Mid = quote.Mid;
        LogMid = Math.Log(Mid);
        HalfSpreadBps = quote.HalfSpreadBps;
        SpreadClass = SpreadHistogram.ClassOf(HalfSpreadBps);
        HasSizes = OrderFlowImbalance.HasSizes(quote);
        TouchSize = HasSizes ? (quote.BidSize + quote.AskSize) / 2 : double.NaN;
        if (double.IsNaN(FirstMid))
            FirstMid = Mid;
    }
}
