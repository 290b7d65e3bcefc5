using System.Globalization;
using System.Xml.Linq;
using ImpactService.ImpactCli.Charts;

namespace ImpactService.Tests.ImpactCli.Charts;

public sealed class SvgChartTests
{
    private static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToString_TextThatXmlReserves_IsEscaped()
    {
        XDocument picture = XDocument.Parse(Chart("cost < 5 & \"spread\"").ToString());

        Assert.Contains(picture.Descendants(svg + "text"), text => text.Value == "cost < 5 & \"spread\"");
        Assert.Contains(picture.Descendants(svg + "text"), text => text.Value == "across");
        Assert.Contains(picture.Descendants(svg + "text"), text => text.Value == "up");
    }

    [Fact]
    public void Bar_TwiceAsHigh_IsTwiceAsTall()
    {
        SvgChart chart = Chart("bars");
        chart.Bar(0, 0.5, 0.4, "#111");
        chart.Bar(0.5, 1, 0.8, "#222");

        Assert.Equal(2 * Height(chart, "#111"), Height(chart, "#222"), 0.1);
    }

    [Fact]
    public void Bar_BeyondTheAxis_EndsAtTheFrame()
    {
        SvgChart chart = Chart("bars");
        chart.Bar(0, 0.5, 1, "#111");
        chart.Bar(0.5, 1, 70, "#222");

        Assert.Equal(Height(chart, "#111"), Height(chart, "#222"));
    }

    [Fact]
    public void Band_WithoutBounds_DrawsNothing()
    {
        SvgChart chart = Chart("bands");
        string before = chart.ToString();
        chart.Band(0, 1, double.NaN, double.NaN, "#111");

        Assert.Equal(before, chart.ToString());
    }

    private static SvgChart Chart(string title) => new(title, new ChartAxis("across", 0, 1, [0, 1]), new ChartAxis("up", 0, 1, [0, 1]));

    private static double Height(SvgChart chart, string colour) =>
        double.Parse(XDocument.Parse(chart.ToString()).Descendants(svg + "rect").Single(bar => (string?)bar.Attribute("fill") == colour).Attribute("height")!.Value, CultureInfo.InvariantCulture);
}
