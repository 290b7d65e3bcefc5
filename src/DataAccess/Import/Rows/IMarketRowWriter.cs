using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>Where validated rows of market data go: the store's import, or a list in a test.</summary>
internal interface IMarketRowWriter
{
    void WriteTrade(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Trade trade);

    void WriteQuote(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, in Quote quote);

    void WriteDepth(int instrumentId, long rowNumber, Timestamp eventTime, Timestamp knownTime, BookSnapshot book);
}
