using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>One rejected row as an example of its reason.</summary>
/// <param name="Line">Of the body, counted from 1.</param>
/// <param name="Sequence">Null where the row does not say it.</param>
/// <param name="Field">Null when it is the row as a whole.</param>
public sealed record RowFault(long Line, long? Sequence, string? Field, string? Value, string Expected);

/// <summary>Finds the field that a reason speaks of. Off the fast path: only the first rows of each reason are explained.</summary>
internal static class RowFaults
{
    private const int ValueCharsMax = 100;

    private const string Numbers = "a decimal number";

    private static readonly string[] times = ["event_time", "known_time", "arrival_time", "end_time"];
    private static readonly string[] prices = ["price", "bid", "ask", "average_price", "arrival_price", "bid_prices", "ask_prices"];
    private static readonly string[] sizes = ["size", "quantity", "bid_size", "ask_size", "bid_sizes", "ask_sizes"];
    private static readonly string[] fractions = ["taker_fraction"];
    private static readonly string[] values = ["value"];
    private static readonly string[] optional = ["known_time", "bid_size", "ask_size", "arrival_price", "taker_fraction"];
    private static readonly string[] texts = ["order_id", "strategy", "source", "name"];

    private static readonly string priceRange = FormattableString.Invariant($"{RowRules.ValueMin} to {RowRules.PriceMax}");
    private static readonly string sizeRange = FormattableString.Invariant($"{RowRules.ValueMin} to {RowRules.SizeMax}; sizes of a quote from 0");

    /// <param name="columns">The columns of <paramref name="line"/>, which is CSV.</param>
    /// <returns>Field (null: the row as a whole), value and what would be right.</returns>
    public static (string? Column, string? Value, string Expected) Explain(RowOutcome outcome, IReadOnlyList<string> columns, ReadOnlySpan<byte> line)
    {
        CsvFields fields = new();
        if (!fields.TrySplit(line) || fields.Count != columns.Count)
            return (null, Text(line), $"{columns.Count} fields: {string.Join(',', columns)}");
        (IReadOnlyList<string> candidates, Func<string, string, bool> isFault, string expected) = RuleOf(outcome);
        string? type = TextOf(RowSchema.Type, fields, columns, line);
        foreach (string column in candidates.Where(c => columns.Contains(c) && MayBeOf(type, c)))
        {
            string text = TextOf(column, fields, columns, line)!;
            if (outcome == RowOutcome.Unparsable ? !HasShape(column, text) : isFault(column, text))
                return (column, Cut(text), outcome == RowOutcome.Unparsable ? ShapeOf(column) : expected);
        }

        return (null, Text(line), expected);
    }

    public static string Text(ReadOnlySpan<byte> line) => Cut(Encoding.UTF8.GetString(line[..Math.Min(line.Length, ValueCharsMax * 2)]));

    private static (IReadOnlyList<string> Candidates, Func<string, string, bool> IsFault, string Expected) RuleOf(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Unparsable => ([.. times, .. prices, .. sizes, .. fractions, .. values], static (_, _) => true, "a row of the format"),
        RowOutcome.InvalidSymbol => (["instrument"], static (_, _) => true, RowRules.SymbolRule),
        RowOutcome.UnknownInstrument => (["instrument"], static (_, _) => true, "an instrument of GET /v1/instruments; a new one is added where the request says its session"),
        RowOutcome.UnknownType => (["type", "liquidity"], static (_, _) => true, "trade, quote or depth; of an execution order or fill; liquidity taker, maker or auction"),
        RowOutcome.InvalidSide => (["side"], static (_, _) => true, "buy or sell; of a trade it may be empty"),
        RowOutcome.InvalidText => (texts, static (_, t) => t.Length is 0 or > 128 || t.Any(c => char.IsControl(c) || c is '\uFFFD' or '/'), "1 to 128 printable characters, no '/' in source and name"),
        RowOutcome.TimeOutOfRange => (times, static (_, _) => true, "a time from 1970-01-01 to before 2200-01-01"),
        RowOutcome.InTheFuture => (times, static (_, _) => true, $"a time at most {MarketRowGate.FutureSecondsMax} s after the server's clock"),
        RowOutcome.NonPositivePrice => (prices, static (_, t) => AnyPart(t, v => !(v > 0)), priceRange),
        RowOutcome.NonPositiveSize or RowOutcome.NegativeSize => (sizes, static (_, t) => AnyPart(t, v => !(v > 0)), sizeRange),
        RowOutcome.OutOfRange => ([.. prices, .. sizes, .. values], static (c, t) => AnyPart(t, v => !(Math.Abs(v) <= (prices.Contains(c) ? RowRules.PriceMax : RowRules.SizeMax)) || (v > 0 && v < RowRules.ValueMin)), $"prices {priceRange}, sizes {sizeRange}"),
        RowOutcome.Crossed => (["bid", "bid_prices"], static (_, _) => true, "a bid at or below the ask"),
        RowOutcome.LevelsOutOfOrder => (["bid_prices"], static (_, _) => true, "bids falling and asks rising from level to level"),
        RowOutcome.UnequalLevels => (["bid_sizes"], static (_, _) => true, "as many sizes as prices on each side"),
        RowOutcome.InvalidFraction => (fractions, static (_, _) => true, "0 to 1"),
        RowOutcome.EndBeforeArrival => (["end_time"], static (_, _) => true, "a time at or after arrival_time"),
        RowOutcome.UnknownOrder => (["order_id"], static (_, _) => true, "the order_id of an order that came before"),
        RowOutcome.OutsideOrder => (["event_time"], static (_, _) => true, "a time between the order's arrival and end"),
        RowOutcome.ExceedsOrder => (["size"], static (_, _) => true, "fills of at most the order's quantity in all"),
        _ => ([], static (_, _) => true, "a row of the format"),
    };

    /// <summary>A trade has no bid and a quote no price.</summary>
    private static bool MayBeOf(string? type, string column) => type switch
    {
        not null when type.Equals("trade", StringComparison.OrdinalIgnoreCase) => column is not ("bid" or "ask" or "bid_size" or "ask_size"),
        not null when type.Equals("quote", StringComparison.OrdinalIgnoreCase) => column is not ("price" or "size" or "side"),
        _ => true,
    };

    private static string ShapeOf(string column) => times.Contains(column)
        ? "an RFC 3339 time with an offset such as 2025-03-03T14:30:00.000125Z"
        : RowSchema.IsList(column) ? "numbers with a space between" : Numbers;

    private static bool AnyPart(string text, Func<double, bool> isFault) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(part => isFault(Number(part)));

    private static bool HasShape(string column, string text)
    {
        if (text.Length == 0)
            return optional.Contains(column);
        return times.Contains(column) ? new Rfc3339Parser().TryParse(Encoding.UTF8.GetBytes(text), out _) : text.Split(' ').All(t => !double.IsNaN(Number(t)));
    }

    private static string? TextOf(string column, CsvFields fields, IReadOnlyList<string> columns, ReadOnlySpan<byte> line)
    {
        int position = columns.ToList().IndexOf(column);
        return position < 0 ? null : Encoding.UTF8.GetString(fields.Of(line, position));
    }

    private static double Number(string text) => NumberParser.TryParse(Encoding.UTF8.GetBytes(text), out double value) ? value : double.NaN;

    private static string Cut(string text) => text.Length > ValueCharsMax ? text[..ValueCharsMax] + "…" : text;
}
