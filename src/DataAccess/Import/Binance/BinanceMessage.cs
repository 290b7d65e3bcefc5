namespace ImpactService.DataAccess.Import.Binance;

internal enum BinanceKind
{
    Other,
    Trade,
    AggregateTrade,
    BestQuote,
    DepthDiff,

    /// <summary>The whole book, or its first levels: what came before no longer holds.</summary>
    DepthSnapshot,
}

/// <summary>One level of a message: a size of zero removes it.</summary>
internal readonly record struct BookLevel(double Price, double Size);

/// <summary>One message of a capture, read into one object that is used again for the next: plain fields, so that the reader can write into them. What a message does not have is zero or NaN.</summary>
internal sealed class BinanceMessage
{
    private readonly byte[] symbol = new byte[Rows.RowRules.SymbolLengthMax];
    private int symbolLength;

    public BinanceKind Kind;

    /// <summary>Only the first levels of the book (a "depth20" stream).</summary>
    public bool IsPartial;

    /// <summary>Futures say more than spot: each kind of their messages has a field that the spot one lacks.</summary>
    public bool IsFutures;

    public ReadOnlySpan<byte> Symbol => symbol.AsSpan(0, symbolLength);

    /// <summary>E: when the exchange sent the message.</summary>
    public long SentMillis;

    /// <summary>T: when it happened.</summary>
    public long TransactionMillis;

    public long FirstUpdateId;

    public long LastUpdateId;

    public long PreviousUpdateId;

    public double Price;

    public double Size;

    /// <summary>m: the buyer was in the book, so the seller is the aggressor.</summary>
    public bool IsBuyerMaker;

    /// <summary>X of a futures trade is something else than MARKET: an insurance fund or deleveraging print.</summary>
    public bool IsOffMarket;

    public double Bid;

    public double BidSize;

    public double Ask;

    public double AskSize;

    public List<BookLevel> Bids { get; } = [];

    public List<BookLevel> Asks { get; } = [];

    public void Clear()
    {
        Kind = BinanceKind.Other;
        IsFutures = IsPartial = IsBuyerMaker = IsOffMarket = false;
        symbolLength = 0;
        SentMillis = TransactionMillis = FirstUpdateId = LastUpdateId = PreviousUpdateId = 0;
        Price = Size = Bid = BidSize = Ask = AskSize = double.NaN;
        Bids.Clear();
        Asks.Clear();
    }

    /// <returns>False when the text is too long for a symbol.</returns>
    public bool SetSymbol(ReadOnlySpan<byte> text)
    {
        if (text.Length > symbol.Length)
            return false;
        symbolLength = text.Length;
        for (int i = 0; i < text.Length; i++)
            symbol[i] = text[i] is >= (byte)'a' and <= (byte)'z' ? (byte)(text[i] - 32) : text[i];
        return true;
    }
}
