using ImpactService.DataAccess.Import.Csv;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Tables;

/// <summary>The user's parent orders. Arrival may equal end: one sweep.</summary>
/// <param name="repeatsCorrect">True in a stream, where a later row of an order corrects it; a file that says two things of one order is at fault.</param>
internal sealed class OrderCsvParser(string fileName, Func<string, bool> isInstrument, bool repeatsCorrect = false) : ITableParser
{
    public static readonly CsvColumns Columns = new(
        ["order_id", "instrument", "side", "arrival_time", "end_time", "quantity", "average_price"],
        ["arrival_price", "taker_fraction", "strategy"]);

    private readonly CsvFields fields = new();
    private readonly Rfc3339Parser times = new();
    private readonly HashSet<string> orderIds = new(StringComparer.Ordinal);
    private readonly List<SourceRow<ParentOrder>> orders = [];
    private CsvHeader header = null!;

    public IReadOnlyList<SourceRow<ParentOrder>> Orders => orders;

    public int RowCount => orders.Count;

    public IEnumerable<string> Notes => [];

    public void Start(LineReader lines) => header = CsvHeader.Read(lines, Columns, fileName);

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != header.Count)
            return RowOutcome.WrongColumnCount;
        CsvRow row = new(fields, line, times);
        if (!CsvSide.TryParse(row.Text(header["side"]), out Side side))
            return RowOutcome.InvalidSide;
        if (!TryRead(row, side, out ParentOrder? order))
            return RowOutcome.Unparsable;
        RowOutcome outcome = Check(order);
        if (outcome == RowOutcome.Accepted)
            orders.Add(new SourceRow<ParentOrder>(lineNumber, order));
        return outcome;
    }

    public void Finish()
    {
    }

    private bool TryRead(in CsvRow row, Side side, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ParentOrder? order)
    {
        order = null;
        if (!row.TryTime(header["arrival_time"], out Timestamp arrival) || !row.TryTime(header["end_time"], out Timestamp end)
            || !row.TryNumber(header["quantity"], out double quantity) || !row.TryNumber(header["average_price"], out double averagePrice)
            || !row.TryNumber(header["arrival_price"], out double? arrivalPrice) || !row.TryNumber(header["taker_fraction"], out double? takerFraction))
            return false;
        string strategy = row.String(header["strategy"]);
        order = new ParentOrder(
            row.String(header["order_id"]), row.String(header["instrument"]), side, arrival, end, quantity, averagePrice, arrivalPrice, takerFraction, strategy.Length == 0 ? null : strategy);
        return true;
    }

    private RowOutcome Check(ParentOrder order)
    {
        if (!TableText.IsName(order.OrderId) || (order.Strategy is { } strategy && !TableText.IsName(strategy)))
            return RowOutcome.InvalidText;
        if (!isInstrument(order.Symbol))
            return RowOutcome.UnknownInstrument;
        RowOutcome outcome = RowRules.CheckTime(order.ArrivalTime);
        if (outcome == RowOutcome.Accepted)
            outcome = RowRules.CheckTime(order.EndTime);
        if (outcome == RowOutcome.Accepted)
            outcome = RowRules.CheckTrade(order.AveragePrice, order.Quantity);
        if (outcome == RowOutcome.Accepted && order.ArrivalPrice is { } arrivalPrice)
            outcome = RowRules.CheckPrice(arrivalPrice);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        if (order.EndTime < order.ArrivalTime)
            return RowOutcome.EndBeforeArrival;
        if (order.TakerFraction is { } fraction && !(fraction >= 0 && fraction <= 1))
            return RowOutcome.InvalidFraction;
        return orderIds.Add(order.OrderId) || repeatsCorrect ? RowOutcome.Accepted : RowOutcome.DuplicateOrder;
    }
}
