using System.Text;
using System.Text.Json;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Contracts;

[Collection(ApiCollection.Name)]
public class AnswerJsonTests(ApiFixture api)
{
    [Theory]
    [InlineData("""{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT1M","asOf":"latest"}""")]
    [InlineData("""{"instrument":"ACORN-USD","side":"sell","notional":"12345.67","horizon":"PT0S","takerFraction":1,"asOf":"latest","levels":[0.123456789,0.5],"thresholdsBps":[-3,1e-5]}""")]
    [InlineData("""{"instrument":"ELM","side":"sell","advFraction":"0.3","horizon":"PT1H","asOf":"latest","explain":true,"limitPrice":"79.5","fees":{"bps":"-0.3"},"marketState":{"price":"80.123456789","halfSpreadBps":"3"}}""")]
    public async Task Write_AnAnswer_IsWhatTheSerializerWrites(string order)
    {
        ApiReply reply = await api.AskTextAsync(order);
        Assert.Equal(200, reply.StatusCode);
        EstimateAnswer answer = JsonSerializer.Deserialize(reply.Text, WireJson.Context.EstimateAnswer)!;
        Assert.Equal(JsonSerializer.Serialize(answer, WireJson.Context.EstimateAnswer), reply.Text);
        EstimateAnswer odd = answer with { Notes = ["\"quoted\"\n", "Größe < 1 & σ", ""], MarketState = answer.MarketState with { Overrides = ["a"], Features = [new FeatureValue("signal/x/\u0001ü", null, "\\")] } };
        Assert.Equal(JsonSerializer.Serialize(odd, WireJson.Context.EstimateAnswer), Encoding.UTF8.GetString(AnswerJson.Write(odd)));
    }

    [Fact]
    public void Number_AnyDouble_IsWhatTheSerializerWrites()
    {
        SeededRandom random = new(1);
        JsonText json = new();
        double[] edges = [0, -0.0, 1, -1, 0.0001, 0.00009, 0.000001, 1e-7, 999_999_999.999999, 1e9, 1e15, 1e16, -12.5, 0.1 + 0.2, double.MaxValue, double.Epsilon, 123456.789012, 1.0000005];
        IEnumerable<double> powers = Enumerable.Range(-1074, 2098).SelectMany(e => Neighbours(Math.ScaleB(1, e))).Concat(Enumerable.Range(-30, 60).SelectMany(e => Neighbours(Math.Pow(10, e))));
        IEnumerable<double> values = edges.Concat(powers).Concat(Enumerable.Range(0, 200_000).SelectMany(i => (double[])[Value(random, i), Bits(random)]));
        foreach (double value in values)
        {
            json.Clear();
            json.Number(value);
            Assert.Equal(JsonSerializer.Serialize(value), Encoding.UTF8.GetString(json.Written));
        }
    }

    /// <summary>Twice over: what is remembered the first time is what is written the second.</summary>
    [Fact]
    public void Word_AnyText_IsWhatTheSerializerWrites()
    {
        JsonText json = new();
        string[] texts = [.. Enumerable.Range(0, 3_000).Select(i => $"word \" {i} ü")];
        foreach (string text in texts.Concat(texts).Append(texts[0]).Append(texts[0]))
        {
            json.Clear();
            json.Word(text);
            Assert.Equal($"\"word \\\" {text[7..]}\"", Encoding.UTF8.GetString(json.Written));
        }
    }

    [Fact]
    public void Time_AnyTime_IsItsText()
    {
        SeededRandom random = new(2);
        JsonText json = new();
        foreach (long micros in Enumerable.Range(0, 20_000).Select(i => (random.NextInt32(2_000_000_000) * 1_000_000L) + (long)(random.NextInt32(1_000_000) / Math.Pow(10, i % 7)) * (long)Math.Pow(10, i % 7)))
        {
            json.Clear();
            json.Time(new Timestamp(micros));
            Assert.Equal($"\"{new Timestamp(micros)}\"", Encoding.UTF8.GetString(json.Written));
        }
    }

    private static double[] Neighbours(double value) => [value, Math.BitIncrement(value), Math.BitDecrement(value), -value];

    /// <summary>Any mantissa, between a ten-thousandth and 1e16.</summary>
    private static double Bits(SeededRandom random) => Math.ScaleB(1 + random.NextDouble(), random.NextInt32(67) - 13);

    /// <summary>Whole numbers, numbers of up to seven decimals, and any.</summary>
    private static double Value(SeededRandom random, int i)
    {
        double sign = random.NextInt32(2) == 0 ? 1 : -1;
        double any = (random.NextInt32(1_000_000_000) + random.NextInt32(1_000_000) / 1e6) * Math.Pow(10, -random.NextInt32(12));
        return sign * (i % 9 == 8 ? any : Math.Round(any, i % 9));
    }
}
