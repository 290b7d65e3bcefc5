using System.Globalization;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.Tests.ImpactApi.Validation;

public class IsoDurationTests
{
    [Theory]
    [InlineData("PT1H", 3_600)]
    [InlineData("PT90M", 5_400)]
    [InlineData("PT0S", 0)]
    [InlineData("PT0.5S", 0.5)]
    [InlineData("PT0,5S", 0.5)]
    [InlineData("P1DT2H3M4.25S", 93_784.25)]
    [InlineData("P1W", 604_800)]
    [InlineData("PT1.5H", 5_400)]
    [InlineData("P0D", 0)]
    public void TryParse_FixedLength_GivesSeconds(string text, double seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out double parsed, out _));
        Assert.Equal(seconds, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1H")]
    [InlineData("pt1h")]
    [InlineData("PT1H ")]
    [InlineData("PT1H\n")]
    [InlineData("-PT1H")]
    [InlineData("PT-1H")]
    [InlineData("PT1M1H")]
    [InlineData("PT1.5H30M")]
    [InlineData("PTNaNS")]
    [InlineData("PT1e3S")]
    [InlineData("PT99999999999999999999S")]
    [InlineData("PT\u0661S")]
    public void TryParse_OtherText_Refuses(string? text)
    {
        Assert.False(IsoDuration.TryParse(text, out _, out string fault));
        Assert.NotEmpty(fault);
    }

    [Theory]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("P1Y2M3DT4H")]
    public void TryParse_MonthsOrYears_SaysWhy(string text)
    {
        Assert.False(IsoDuration.TryParse(text, out _, out string fault));
        Assert.Contains("no fixed length", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "PT0S")]
    [InlineData(3_600, "PT1H")]
    [InlineData(5_400, "PT1H30M")]
    [InlineData(0.25, "PT0.25S")]
    [InlineData(86_400, "PT24H")]
    [InlineData(3_661.000001, "PT1H1M1.000001S")]
    public void Format_Seconds_GivesShortestText(double seconds, string text) => Assert.Equal(text, IsoDuration.Format(seconds));

    [Fact]
    public void Format_AnyMicroseconds_ParsesBack()
    {
        ImpactModels.Numerics.SeededRandom random = new(11);
        for (int i = 0; i < 1_000; i++)
        {
            double seconds = Math.Floor(random.NextDouble() * 1e11) / 1e6;
            Assert.True(IsoDuration.TryParse(IsoDuration.Format(seconds), out double parsed, out _), seconds.ToString("R", CultureInfo.InvariantCulture));
            Assert.Equal(seconds, parsed, 1e-6);
        }
    }
}
