using System.Globalization;

namespace ImpactService.Tests.ImpactCli;

/// <summary>A CSV file without quoted cells.</summary>
public sealed class Csv
{
    private readonly string[][] rows;

    private Csv(string[] header, string[][] rows) => (Header, this.rows) = (header, rows);

    public string[] Header { get; }

    public int Count => rows.Length;

    public static Csv Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return new Csv(lines[0], lines[1..]);
    }

    public string Text(int row, string column) => rows[row][Array.IndexOf(Header, column)];

    /// <summary>NaN where the cell is empty.</summary>
    public double Number(int row, string column) => Text(row, column) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : double.NaN;
}
