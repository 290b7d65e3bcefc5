using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lobster;

/// <summary>
/// One row of a LOBSTER orderbook file: ask price, ask size, bid price, bid size, level by level, prices × 10,000. A level that is not occupied has the price ±9,999,999,999 and size 0.
/// </summary>
internal sealed class LobsterBook(int levels)
{
    public const int LevelsMax = 200;
    public const double PriceScale = 10_000;

    private const int FieldsPerLevel = 4;
    private const long DummyPrice = 9_999_999_999;

    private readonly long[] values = new long[levels * FieldsPerLevel];

    /// <summary>True when both sides have an order.</summary>
    public bool IsTwoSided => IsOccupied(0) && IsOccupied(2);

    public Quote Best => new(values[2] / PriceScale, values[3], values[0] / PriceScale, values[1]);

    public RowOutcome Read(ReadOnlySpan<byte> line)
    {
        int index = 0;
        while (true)
        {
            int comma = line.IndexOf((byte)',');
            ReadOnlySpan<byte> field = comma < 0 ? line : line[..comma];
            if (index == values.Length)
                return RowOutcome.WrongColumnCount;
            if (!TryParse(field, out values[index++]))
                return RowOutcome.Unparsable;
            if (comma < 0)
                return index == values.Length ? RowOutcome.Accepted : RowOutcome.WrongColumnCount;
            line = line[(comma + 1)..];
        }
    }

    public BookSnapshot ToSnapshot(int levelsMax)
    {
        int asks = Depth(0, levelsMax);
        int bids = Depth(2, levelsMax);
        return new BookSnapshot(Prices(2, bids), Sizes(3, bids), Prices(0, asks), Sizes(1, asks));
    }

    private static bool TryParse(ReadOnlySpan<byte> field, out long value)
    {
        bool isNegative = !field.IsEmpty && field[0] == '-';
        bool isParsed = NumberParser.TryParseWhole(isNegative ? field[1..] : field, out value);
        value = isNegative ? -value : value;
        return isParsed;
    }

    private bool IsOccupied(int index) => Math.Abs(values[index]) != DummyPrice;

    private int Depth(int firstIndex, int levelsMax)
    {
        int depth = 0;
        while (depth < Math.Min(levels, levelsMax) && IsOccupied(firstIndex + depth * FieldsPerLevel))
            depth++;
        return depth;
    }

    private double[] Prices(int firstIndex, int count)
    {
        var result = new double[count];
        for (int i = 0; i < count; i++)
            result[i] = values[firstIndex + i * FieldsPerLevel] / PriceScale;
        return result;
    }

    private double[] Sizes(int firstIndex, int count)
    {
        var result = new double[count];
        for (int i = 0; i < count; i++)
            result[i] = values[firstIndex + i * FieldsPerLevel];
        return result;
    }
}
