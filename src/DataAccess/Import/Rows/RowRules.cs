using System.Buffers;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>What a value of market data may be. Guards are written so that NaN fails them.</summary>
internal static class RowRules
{
    public const int SymbolLengthMax = 32;

    public const string SymbolRule = "1 to 32 of A-Z a-z 0-9 . - _ /";

    /// <summary>The dearest share costs 1e6 dollars, 1e10 in the smallest currency: what is beyond is a broken row, and products of two such numbers stay finite.</summary>
    public const double PriceMax = 1e12;

    /// <summary>The cheapest token trades 1e14 units a day.</summary>
    public const double SizeMax = 1e15;

    /// <summary>Below the smallest unit that any market quotes; keeps ratios finite.</summary>
    public const double ValueMin = 1e-15;

    private static readonly Timestamp earliest = Timestamp.FromUtc(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly Timestamp latest = Timestamp.FromUtc(new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly SearchValues<byte> symbolBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/"u8);

    public static bool IsSymbol(ReadOnlySpan<byte> text) => text.Length is >= 1 and <= SymbolLengthMax && !text.ContainsAnyExcept(symbolBytes);

    /// <summary>For messages: a wrong symbol may be of any length.</summary>
    public static string Shorten(string text) => text.Length > SymbolLengthMax ? text[..SymbolLengthMax] + "…" : text;

    public static RowOutcome CheckTime(Timestamp time) => time >= earliest && time < latest ? RowOutcome.Accepted : RowOutcome.TimeOutOfRange;

    public static RowOutcome CheckPrice(double price)
    {
        if (price >= ValueMin && price <= PriceMax)
            return RowOutcome.Accepted;
        return price <= 0 ? RowOutcome.NonPositivePrice : RowOutcome.OutOfRange;
    }

    /// <summary>Of a trade, an order or a level of the book.</summary>
    public static RowOutcome CheckSize(double size)
    {
        if (size >= ValueMin && size <= SizeMax)
            return RowOutcome.Accepted;
        return size <= 0 ? RowOutcome.NonPositiveSize : RowOutcome.OutOfRange;
    }

    /// <summary>Of a quote, where zero means that no size is published.</summary>
    public static RowOutcome CheckQuoteSize(double size)
    {
        if (size >= 0 && size <= SizeMax)
            return RowOutcome.Accepted;
        return size < 0 ? RowOutcome.NegativeSize : RowOutcome.OutOfRange;
    }

    public static RowOutcome CheckTrade(double price, double size)
    {
        RowOutcome outcome = CheckPrice(price);
        return outcome == RowOutcome.Accepted ? CheckSize(size) : outcome;
    }

    /// <summary>
    /// Locked quotes (bid = ask) are kept: they are 0.2 to 4.4 % of the consolidated US quotes and stand for real states of a fragmented market. Crossed ones are below 0.09 % there, all
    /// of them races between exchanges, and give a negative spread.
    /// </summary>
    public static RowOutcome CheckQuote(in Quote quote)
    {
        RowOutcome outcome = CheckPrice(quote.Bid);
        if (outcome == RowOutcome.Accepted)
            outcome = CheckPrice(quote.Ask);
        if (outcome == RowOutcome.Accepted)
            outcome = CheckQuoteSize(quote.BidSize);
        if (outcome == RowOutcome.Accepted)
            outcome = CheckQuoteSize(quote.AskSize);
        return outcome == RowOutcome.Accepted && quote.Bid > quote.Ask ? RowOutcome.Crossed : outcome;
    }

    public static RowOutcome CheckBook(BookSnapshot book)
    {
        if (book.BidPrices.Length == 0 || book.AskPrices.Length == 0)
            return RowOutcome.OneSidedBook;
        RowOutcome outcome = CheckLevels(book.BidPrices, book.BidSizes, direction: -1);
        if (outcome == RowOutcome.Accepted)
            outcome = CheckLevels(book.AskPrices, book.AskSizes, direction: +1);
        return outcome == RowOutcome.Accepted && book.BidPrices[0] > book.AskPrices[0] ? RowOutcome.Crossed : outcome;
    }

    /// <param name="direction">+1 when prices must rise from level to level, −1 when they must fall.</param>
    private static RowOutcome CheckLevels(double[] prices, double[] sizes, int direction)
    {
        for (int i = 0; i < prices.Length; i++)
        {
            RowOutcome outcome = CheckTrade(prices[i], sizes[i]);
            if (outcome != RowOutcome.Accepted)
                return outcome;
            if (i > 0 && !((prices[i] - prices[i - 1]) * direction > 0))
                return RowOutcome.LevelsOutOfOrder;
        }

        return RowOutcome.Accepted;
    }
}
