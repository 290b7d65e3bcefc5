using System.Text;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Ingestion;
using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.DataAccess.Ingestion;

public class RowTextTests
{
    private const string MarketHeader = "event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size";

    [Theory]
    [InlineData("sequence," + MarketHeader, "7,t,A,trade,1,2,buy,,,,", "t,A,trade,1,2,buy,,,,")]
    [InlineData(MarketHeader + ",sequence", "t,A,trade,1,2,buy,,,,,7", "t,A,trade,1,2,buy,,,,")]
    [InlineData("event_time,sequence,instrument,type,price,size,side,bid,bid_size,ask,ask_size", "t,7,A,trade,1,2,buy,,,,", "t,A,trade,1,2,buy,,,,")]
    public void Csv_SequenceAnywhere_IsTakenOff(string header, string line, string expected)
    {
        CsvRowText text = CsvRowText.Read(Encoding.UTF8.GetBytes(header), RowSchema.Of(StreamKind.MarketData));
        Assert.Equal(RowOutcome.Accepted, text.Take(Encoding.UTF8.GetBytes(line), out TakenRow row));
        Assert.Equal((7L, 0, expected), (row.Sequence, row.Schema, Encoding.UTF8.GetString(row.Line)));
        Assert.Equal(MarketHeader, text.Header(0));
    }

    [Theory]
    [InlineData("event_time,instrument")]
    [InlineData("sequence,event_time,instrument,nonsense")]
    [InlineData("")]
    public void Csv_HeaderThatIsNone_IsRefused(string header) =>
        Assert.Throws<ImportException>(() => CsvRowText.Read(Encoding.UTF8.GetBytes(header), RowSchema.Of(StreamKind.MarketData)));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("1234567890123456789")]
    public void Csv_SequenceThatIsNone_IsInvalid(string sequence)
    {
        CsvRowText text = CsvRowText.Read(Encoding.UTF8.GetBytes("sequence," + MarketHeader), RowSchema.Of(StreamKind.MarketData));
        Assert.Equal(RowOutcome.InvalidSequence, text.Take(Encoding.UTF8.GetBytes(sequence + ",t,A,trade,1,2,buy,,,,"), out _));
    }

    [Theory]
    [InlineData("""{"sequence":3,"eventTime":"2025-03-03T14:30:00Z","instrument":"A","type":"trade","price":41.21,"size":"100","side":"buy"}""", 0, "2025-03-03T14:30:00Z,A,trade,41.21,100,buy,,,,,")]
    [InlineData("""{"type":"quote","ask":2e0,"bid":1,"instrument":"A","eventTime":"t","sequence":3,"bidSize":null}""", 0, "t,A,quote,,,,1,,2e0,,")]
    [InlineData("""{"sequence":"3","type":"depth","eventTime":"t","instrument":"A","bidPrices":[41.17,41.16],"bidSizes":[400,900],"askPrices":[41.2],"askSizes":[5]}""", 1, "t,A,41.17 41.16,400 900,41.2,5,")]
    public void Json_Row_IsWrittenAsCsv(string json, int schema, string expected)
    {
        JsonRowText text = new(RowSchema.Of(StreamKind.MarketData));
        Assert.Equal(RowOutcome.Accepted, text.Take(Encoding.UTF8.GetBytes(json), out TakenRow row));
        Assert.Equal((3L, schema, expected), (row.Sequence, row.Schema, Encoding.UTF8.GetString(row.Line)));
    }

    [Fact]
    public void Json_TextWithCommaQuoteAndEscape_IsQuoted()
    {
        JsonRowText text = new(RowSchema.Of(StreamKind.Executions));
        Assert.Equal(RowOutcome.Accepted, text.Take("""{"sequence":1,"type":"fill","orderId":"a,\"b\"\u00e9","eventTime":"t","price":1,"size":2,"liquidity":"maker"}"""u8, out TakenRow row));
        Assert.Equal("\"a,\"\"b\"\"é\",t,1,2,maker", Encoding.UTF8.GetString(row.Line));
    }

    [Theory]
    [InlineData("""{"sequence":1,"type":"trade","prize":1}""", "unknown-field")]
    [InlineData("""{"sequence":1,"type":"depth","price":1}""", "unknown-field")]
    [InlineData("""{"sequence":1,"type":"auction"}""", "unknown-type")]
    [InlineData("""{"sequence":1}""", "unknown-type")]
    [InlineData("""{"type":"trade"}""", "invalid-sequence")]
    [InlineData("""{"sequence":-4,"type":"trade"}""", "invalid-sequence")]
    [InlineData("""{"sequence":1,"sequence":2,"type":"trade"}""", "unparsable")]
    [InlineData("""{"sequence":1,"type":"trade","price":{}}""", "unparsable")]
    [InlineData("""{"sequence":1,"type":"trade","price":[1]}""", "unparsable")]
    [InlineData("""{"sequence":1,"type":"trade","price":true}""", "unparsable")]
    [InlineData("""{"sequence":1,"type":"trade"} {}""", "unparsable")]
    [InlineData("""{"sequence":1,"type":"trade","side":"\ud800"}""", "invalid-text")]
    [InlineData("[1]", "unparsable")]
    [InlineData("not json", "unparsable")]
    [InlineData("{\"sequence\":1", "unparsable")]
    public void Json_RowThatIsNone_HasItsReason(string json, string reason)
    {
        JsonRowText text = new(RowSchema.Of(StreamKind.MarketData));
        Assert.Equal(reason, text.Take(Encoding.UTF8.GetBytes(json), out _).Text());
    }
}
