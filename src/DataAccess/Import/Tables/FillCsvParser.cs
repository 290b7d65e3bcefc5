using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Tables;

/// <summary>
/// The fills of parent orders that the store has. A fill lies between its order's arrival and end, and the fills of an order, those of earlier files included, do not exceed its quantity:
/// that also catches fills that come a second time in a file of other content.
/// </summary>
/// <param name="findOrder">Null for an order that the store does not have.</param>
internal sealed class FillCsvParser(string fileName, Func<string, OrderFilling?> findOrder) : ITableParser
{
    /// <summary>Order management systems often give an order's times in whole seconds, and its fills in finer ones.</summary>
    private const long ClockSlackMicros = Timestamp.MicrosPerSecond;

    /// <summary>Sums of decimal sizes differ from their decimal sum in the last digits.</summary>
    private const double RelativeSumSlack = 1e-9;

    public static readonly CsvColumns Columns = new(["order_id", "event_time", "price", "size", "liquidity"], []);

    private readonly CsvFields fields = new();
    private readonly Rfc3339Parser times = new();
    private readonly Dictionary<string, double> filled = new(StringComparer.Ordinal);
    private readonly List<SourceRow<Fill>> fills = [];
    private CsvHeader header = null!;

    public IReadOnlyList<SourceRow<Fill>> Fills => fills;

    public int RowCount => fills.Count;

    public IEnumerable<string> Notes
    {
        get
        {
            int partial = filled.Count(f => f.Value < findOrder(f.Key)!.Quantity * (1 - RelativeSumSlack));
            if (partial > 0)
                yield return $"{partial} of {filled.Count} orders have fills of less than their quantity so far";
        }
    }

    public void Start(LineReader lines) => header = CsvHeader.Read(lines, Columns, fileName);

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != header.Count)
            return RowOutcome.WrongColumnCount;
        CsvRow row = new(fields, line, times);
        if (!row.TryTime(header["event_time"], out Timestamp time) || !row.TryNumber(header["price"], out double price) || !row.TryNumber(header["size"], out double size))
            return RowOutcome.Unparsable;
        if (!TryLiquidity(row.Text(header["liquidity"]), out FillLiquidity liquidity))
            return RowOutcome.UnknownType;
        Fill fill = new(row.String(header["order_id"]), time, price, size, liquidity);
        RowOutcome outcome = Check(fill);
        if (outcome == RowOutcome.Accepted)
            fills.Add(new SourceRow<Fill>(lineNumber, fill));
        return outcome;
    }

    public void Finish()
    {
    }

    private static bool TryLiquidity(ReadOnlySpan<byte> text, out FillLiquidity liquidity)
    {
        liquidity = FillLiquidity.Taker;
        if (System.Text.Ascii.EqualsIgnoreCase(text, "taker"u8))
            return true;
        liquidity = FillLiquidity.Maker;
        if (System.Text.Ascii.EqualsIgnoreCase(text, "maker"u8))
            return true;
        liquidity = FillLiquidity.Auction;
        return System.Text.Ascii.EqualsIgnoreCase(text, "auction"u8);
    }

    private RowOutcome Check(Fill fill)
    {
        RowOutcome outcome = RowRules.CheckTrade(fill.Price, fill.Size);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        if (findOrder(fill.OrderId) is not { } order)
            return RowOutcome.UnknownOrder;
        if (fill.EventTime.UnixMicros < order.ArrivalTime.UnixMicros - ClockSlackMicros || fill.EventTime.UnixMicros > order.EndTime.UnixMicros + ClockSlackMicros)
            return RowOutcome.OutsideOrder;
        double sum = filled.GetValueOrDefault(fill.OrderId, order.FilledQuantity) + fill.Size;
        if (!(sum <= order.Quantity * (1 + RelativeSumSlack)))
            return RowOutcome.ExceedsOrder;
        filled[fill.OrderId] = sum;
        return RowOutcome.Accepted;
    }
}
