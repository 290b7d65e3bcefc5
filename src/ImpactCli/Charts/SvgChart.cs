using System.Globalization;
using System.Net;
using System.Text;

namespace ImpactService.ImpactCli.Charts;

/// <summary>The values that an axis spans, and where it is marked.</summary>
internal sealed record ChartAxis(string Label, double From, double To, IReadOnlyList<double> Ticks);

/// <summary>A plain chart as an SVG picture: axes with labels, and bars, lines, whiskers and points in the units of the axes. Dark on white, so that it reads in a page of any colour.</summary>
internal sealed class SvgChart
{
    private const int Width = 560;
    private const int Height = 360;
    private const int Left = 62;
    private const int Right = 16;
    private const int Top = 34;
    private const int Bottom = 50;

    private readonly ChartAxis x;
    private readonly ChartAxis y;
    private readonly StringBuilder body = new();
    private int legendRows;

    public SvgChart(string title, ChartAxis x, ChartAxis y)
    {
        (this.x, this.y) = (x, y);
        Text(Width / 2.0, 20, title, "middle", 14);
        Text((Left + Width - Right) / 2.0, Height - 12, x.Label, "middle", 12);
        Element("text", $"""x="16" y="{Number(Height / 2.0)}" font-size="12" text-anchor="middle" transform="rotate(-90 16 {Number(Height / 2.0)})" """, y.Label);
        foreach (double tick in x.Ticks)
            Text(AtX(tick), Height - Bottom + 16, Label(tick), "middle", 11);
        foreach (double tick in y.Ticks)
        {
            Text(Left - 6, AtY(tick) + 4, Label(tick), "end", 11);
            Segment(Left, AtY(tick), Width - Right, AtY(tick), "#e4e4e4", "");
        }
    }

    public void Bar(double fromX, double toX, double height, string colour)
    {
        double top = AtY(height);
        Element("rect", $"""x="{Number(AtX(fromX))}" y="{Number(top)}" width="{Number(AtX(toX) - AtX(fromX) - 1)}" height="{Number(Math.Max(0, AtY(y.From) - top))}" fill="{colour}" """);
    }

    public void Line(double fromX, double fromY, double toX, double toY, string colour, bool isDashed = false) =>
        Segment(AtX(fromX), AtY(fromY), AtX(toX), AtY(toY), colour, isDashed ? """stroke-dasharray="5 4" """ : "");

    /// <summary>An interval at one x, wide enough to be seen over a bar. Bounds that are not numbers draw nothing.</summary>
    public void Band(double fromX, double toX, double lower, double upper, string colour)
    {
        if (!(upper >= lower))
            return;
        Element("rect", $"""x="{Number(AtX(fromX))}" y="{Number(AtY(upper))}" width="{Number(Math.Max(1, AtX(toX) - AtX(fromX)))}" height="{Number(Math.Max(1, AtY(lower) - AtY(upper)))}" fill="{colour}" fill-opacity="0.35" """);
    }

    public void Point(double atX, double atY, string colour) => Element("circle", $"""cx="{Number(AtX(atX))}" cy="{Number(AtY(atY))}" r="3.5" fill="{colour}" """);

    /// <summary>What a colour stands for.</summary>
    public void Legend(string colour, string text)
    {
        double row = Top + 14 + 16 * legendRows++;
        Element("rect", $"""x="{Left + 10}" y="{Number(row - 9)}" width="10" height="10" fill="{colour}" """);
        Text(Left + 26, row, text, "start", 11);
    }

    public override string ToString()
    {
        string frame = $"""<rect x="{Left}" y="{Top}" width="{Width - Left - Right}" height="{Height - Top - Bottom}" fill="none" stroke="#888"/>""";
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="sans-serif"><rect width="{Width}" height="{Height}" fill="#fff"/>{body}{frame}</svg>""" + "\n";
    }

    private double AtX(double value) => Left + (Width - Left - Right) * Share(value, x);

    private double AtY(double value) => Height - Bottom - (Height - Top - Bottom) * Share(value, y);

    /// <summary>What lies beyond an axis is drawn at its end.</summary>
    private static double Share(double value, ChartAxis axis) => Math.Clamp((value - axis.From) / (axis.To - axis.From), 0, 1);

    private void Segment(double fromX, double fromY, double toX, double toY, string colour, string style) =>
        Element("line", $"""x1="{Number(fromX)}" y1="{Number(fromY)}" x2="{Number(toX)}" y2="{Number(toY)}" stroke="{colour}" {style}""");

    private void Text(double atX, double atY, string text, string anchor, int size) =>
        Element("text", $"""x="{Number(atX)}" y="{Number(atY)}" font-size="{size}" text-anchor="{anchor}" """, text);

    private void Element(string name, string attributes, string? text = null)
    {
        body.Append('<').Append(name).Append(' ').Append(attributes.TrimEnd());
        body.Append(text is null ? "/>" : $">{WebUtility.HtmlEncode(text)}</{name}>").Append('\n');
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Label(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
