using System.Text.Json;

namespace ImpactService.DataAccess.Import.Binance;

/// <summary>What tells the kinds of messages apart; gathered while one is read, because its fields may come in any order.</summary>
internal struct MessageMarks
{
    private BinanceKind eventKind;
    private bool isBestQuoteStream;
    private bool isDepthStream;
    private bool hasEvent;

    public bool IsPartialDepth { get; private set; }

    public bool HasSentTime { get; set; }

    public bool HasSpotTradeMark { get; set; }

    public bool HasPreviousId { get; set; }

    public bool HasSnapshotId { get; set; }

    public bool HasLevels { get; set; }

    public bool SetEvent(in Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return false;
        hasEvent = true;
        eventKind = reader.ValueTextEquals("trade"u8) ? BinanceKind.Trade
            : reader.ValueTextEquals("aggTrade"u8) ? BinanceKind.AggregateTrade
            : reader.ValueTextEquals("bookTicker"u8) ? BinanceKind.BestQuote
            : reader.ValueTextEquals("depthUpdate"u8) ? BinanceKind.DepthDiff
            : BinanceKind.Other;
        return true;
    }

    /// <summary>"btcusdt@depth@100ms" are diffs, "btcusdt@depth20@100ms" is the top of the book each time. A message that does not name its symbol has that of its stream.</summary>
    public bool SetStream(in Utf8JsonReader reader, BinanceMessage message)
    {
        if (reader.TokenType != JsonTokenType.String)
            return false;
        ReadOnlySpan<byte> stream = reader.ValueSpan;
        int at = stream.IndexOf((byte)'@');
        if (at < 0)
            return true;
        ReadOnlySpan<byte> type = stream[(at + 1)..];
        isBestQuoteStream = type.StartsWith("bookTicker"u8);
        isDepthStream = type.StartsWith("depth"u8);
        IsPartialDepth = isDepthStream && type.Length > 5 && type[5] is >= (byte)'0' and <= (byte)'9';
        return !message.Symbol.IsEmpty || message.SetSymbol(stream[..at]);
    }

    public readonly BinanceKind Kind(BinanceMessage message)
    {
        if (HasSnapshotId || IsPartialDepth)
            return BinanceKind.DepthSnapshot;
        if (hasEvent)
            return eventKind;
        return isBestQuoteStream || (!isDepthStream && message.LastUpdateId > 0 && !HasLevels) ? BinanceKind.BestQuote : BinanceKind.Other;
    }

    public readonly bool IsFutures(BinanceKind kind) => kind switch
    {
        BinanceKind.Trade or BinanceKind.AggregateTrade => !HasSpotTradeMark,
        BinanceKind.BestQuote => hasEvent,
        BinanceKind.DepthDiff => HasPreviousId,
        BinanceKind.DepthSnapshot => HasSentTime,
        _ => false,
    };
}
