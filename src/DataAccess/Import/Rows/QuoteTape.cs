using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>The quotes of one instrument and day in time order, for signing trades that come in another file.</summary>
internal sealed class QuoteTape : IMarketRowWriter
{
    private readonly List<(Timestamp Time, Quote Quote)> quotes = [];
    private int next;

    public int Count => quotes.Count;

    public void Add(Timestamp time, in Quote quote) => quotes.Add((time, quote));

    /// <summary>Hands the signer the quotes strictly before the time that it has not had yet.</summary>
    public void FeedBefore(Timestamp time, TradeSigner signer)
    {
        for (; next < quotes.Count && quotes[next].Time < time; next++)
            signer.OnQuote(quotes[next].Time, quotes[next].Quote);
    }

    void IMarketRowWriter.WriteQuote(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Quote quote) => Add(eventTime, quote);

    void IMarketRowWriter.WriteTrade(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Trade trade)
    {
    }

    void IMarketRowWriter.WriteDepth(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, BookSnapshot book)
    {
    }
}
