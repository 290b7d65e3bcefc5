using System.Globalization;
using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.DataAccess.Import.Reading;

public class NumberParserTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("182.25")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("61837.63000000")]
    [InlineData("0.1")]
    [InlineData("123456789012345")]
    [InlineData("1234567890123456789")]
    [InlineData("0.000000000000001")]
    [InlineData("1e300")]
    [InlineData("-1.5E-7")]
    [InlineData("+3")]
    [InlineData("9007199254740993")]
    [InlineData("NaN")]
    public void TryParse_NumberText_EqualsFrameworkParser(string text)
    {
        Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value));
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("abc")]
    public void TryParse_OtherText_False(string text) => Assert.False(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_RandomDecimals_BitIdenticalToFramework()
    {
        SeededRandom random = new(1);
        for (int i = 0; i < 50_000; i++)
        {
            string text = RandomDecimal(random);
            Assert.True(NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value), text);
            Assert.True(double.Parse(text, CultureInfo.InvariantCulture).Equals(value), text);
        }
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("999999999999999999", 999_999_999_999_999_999)]
    public void TryParseWhole_Digits_Value(string text, long expected)
    {
        Assert.True(NumberParser.TryParseWhole(Encoding.UTF8.GetBytes(text), out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1000000000000000000")]
    public void TryParseWhole_OtherText_False(string text) => Assert.False(NumberParser.TryParseWhole(Encoding.UTF8.GetBytes(text), out _));

    private static string RandomDecimal(SeededRandom random)
    {
        int wholeDigits = random.NextInt32(12), fractionDigits = random.NextInt32(12);
        StringBuilder text = new(random.NextInt32(4) == 0 ? "-" : "");
        for (int i = 0; i <= wholeDigits; i++)
            text.Append((char)('0' + random.NextInt32(10)));
        if (fractionDigits > 0)
            text.Append('.');
        for (int i = 0; i < fractionDigits; i++)
            text.Append((char)('0' + random.NextInt32(10)));
        return text.ToString();
    }
}
