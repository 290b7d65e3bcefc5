using System.Globalization;
using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.DataAccess.Import.Reading;

public class Rfc3339ParserTests
{
    [Theory]
    [InlineData("2013-10-10T15:00:00Z", "2013-10-10T15:00:00Z")]
    [InlineData("2013-10-10t15:00:00z", "2013-10-10T15:00:00Z")]
    [InlineData("2013-10-10 11:00:00.5-04:00", "2013-10-10T15:00:00.5Z")]
    [InlineData("2013-10-10T20:30:00.123456789+05:30", "2013-10-10T15:00:00.123456Z")]
    [InlineData("2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999999Z")]
    [InlineData("2024-01-01T00:00:00+14:00", "2023-12-31T10:00:00Z")]
    public void TryParse_DateTimeWithOffset_Instant(string text, string expectedUtc)
    {
        Assert.True(TryParse(text, out Timestamp time));
        Assert.Equal(expectedUtc, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2013-10-10T15:00:00")]
    [InlineData("2013-10-10")]
    [InlineData("2013-13-10T15:00:00Z")]
    [InlineData("2013-02-29T15:00:00Z")]
    [InlineData("2013-10-10T24:00:00Z")]
    [InlineData("2013-10-10T15:60:00Z")]
    [InlineData("2013-10-10T15:00:60Z")]
    [InlineData("2013-10-10T15:00:00.Z")]
    [InlineData("2013-10-10T15:00:00+0400")]
    [InlineData("2013-10-10T15:00:00+24:00")]
    [InlineData("0000-10-10T15:00:00Z")]
    [InlineData("10/10/2013 15:00:00Z")]
    [InlineData("2013-10-10T15:00:00Zjunk")]
    public void TryParse_OtherText_False(string text) => Assert.False(TryParse(text, out _));

    [Fact]
    public void TryParse_RandomInstants_EqualFrameworkParser()
    {
        SeededRandom random = new(2);
        Rfc3339Parser parser = new();
        for (int i = 0; i < 20_000; i++)
        {
            DateTimeOffset local = new DateTimeOffset(2000 + random.NextInt32(60), 1 + random.NextInt32(12), 1 + random.NextInt32(28), random.NextInt32(24), random.NextInt32(60), random.NextInt32(60), TimeSpan.FromMinutes(15 * (random.NextInt32(97) - 48)))
                .AddTicks(10L * random.NextInt32(1_000_000));
            string text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
            Assert.True(parser.TryParse(Encoding.ASCII.GetBytes(text), out Timestamp time), text);
            Assert.Equal(Timestamp.From(local), time);
        }
    }

    private static bool TryParse(string text, out Timestamp time) => new Rfc3339Parser().TryParse(Encoding.UTF8.GetBytes(text), out time);
}
