using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactApi.Validation;

public class WireTextTests
{
    [Theory]
    [InlineData("2013-10-10T15:00:00Z", "2013-10-10T15:00:00Z")]
    [InlineData("2013-10-10t15:00:00z", "2013-10-10T15:00:00Z")]
    [InlineData("2013-10-10T11:00:00-04:00", "2013-10-10T15:00:00Z")]
    [InlineData("2013-10-10T15:00:00.1234567Z", "2013-10-10T15:00:00.123456Z")]
    public void WireTime_Rfc3339_ReadsInUtc(string text, string utc)
    {
        Assert.True(WireTime.TryParse(text, out Timestamp time));
        Assert.Equal(utc, time.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2013-10-10")]
    [InlineData("2013-10-10T15:00:00")]
    [InlineData("2013-10-10 15:00:00Z")]
    [InlineData("2013-13-10T15:00:00Z")]
    [InlineData("2013-02-29T15:00:00Z")]
    [InlineData("2013-10-10T25:00:00Z")]
    [InlineData("2013-10-10T15:00:00+99:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("10/10/2013 15:00")]
    [InlineData("1381417200")]
    [InlineData("yesterday")]
    public void WireTime_OtherText_Refuses(string? text) => Assert.False(WireTime.TryParse(text, out _));

    [Theory]
    [InlineData("50000", 50_000)]
    [InlineData("0.05", 0.05)]
    [InlineData("-1.5", -1.5)]
    public void DecimalText_PlainDigits_Reads(string text, double value)
    {
        Assert.True(DecimalText.TryParse(text, out decimal parsed));
        Assert.Equal(value, (double)parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e300")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("0x10")]
    [InlineData("1 000")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("11111111111111111111111111111111111111111111111111")]
    public void DecimalText_OtherText_Refuses(string? text) => Assert.False(DecimalText.TryParse(text, out _));

    [Theory]
    [InlineData(50_000, "50000")]
    [InlineData(1e-7, "0.0000001")]
    [InlineData(0.1, "0.1")]
    [InlineData(123456789012345.67, "123456789012345.67")]
    [InlineData(1e15, "1000000000000000")]
    public void DecimalText_Format_HasNoExponent(double value, string text) => Assert.Equal(text, DecimalText.Format(value));

    [Fact]
    public void FieldText_CutLongText_KeepsHundredCharactersAndWholePairs()
    {
        Assert.Equal(new string('a', 99) + "…", FieldText.Cut(new string('a', 10_000)));
        Assert.Equal(new string('a', 98) + "…", FieldText.Cut(new string('a', 98) + "😀" + new string('b', 50)));
        Assert.Equal(new string('a', 100), FieldText.Cut(new string('a', 100)));
    }

    [Theory]
    [InlineData("IBM", true)]
    [InlineData("BTC/USDT", true)]
    [InlineData("BRK.B", true)]
    [InlineData("", false)]
    [InlineData("A B", false)]
    [InlineData("Ä", false)]
    [InlineData("A'; DROP TABLE trades;--", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    public void Symbols_IsValid_TakesTheSymbolAlphabet(string symbol, bool valid) => Assert.Equal(valid, Symbols.IsValid(symbol));
}
